/** The shapes that come from the playground server, written down once for readers and editors. */

/**
 * @typedef {{id: number, first_name: string, username?: string, language_code?: string, is_bot?: boolean}} User
 * @typedef {{id: number, type: "private"|"group"|"supergroup", title?: string, first_name?: string}} Chat
 * @typedef {{chat: Chat, last_message_id: number|null, unread: number, can_write: boolean, started: boolean,
 *            blocked: boolean}} ChatRow one line of a chat list
 * @typedef {{type: string, offset: number, length: number, url?: string, user?: User, language?: string,
 *            unix_time?: number, date_time_format?: string}} Entity offsets in UTF-16 units, as JavaScript counts too
 * @typedef {{text: string, callback_data?: string, url?: string, copy_text?: {text: string}, style?: string}} Button
 * @typedef {{message_id: number, date: number, edit_date?: number, from?: User, text?: string, entities?: Entity[],
 *            caption?: string, caption_entities?: Entity[], photo?: {url: string, width?: number, height?: number}[],
 *            document?: {url: string, file_name?: string}, reply_to_message?: Message,
 *            media_group_id?: string, album?: Message[], voted?: number[], reactions?: {from: number, emoji: string}[],
 *            reply_markup?: {inline_keyboard?: Button[][], keyboard?: Button[][], force_reply?: boolean,
 *            input_field_placeholder?: string}}} Message
 * @typedef {{chat: Chat, members: User[], messages: Message[], commands: {command: string, description: string}[],
 *            pinned: number[], reply_keyboard?: import("./replykeys.js").Keyboard|null,
 *            forced_reply?: {message_id: number}}} Talk everything one person sees in one chat
 * @typedef {{now: number, bot: User & {online: boolean}, bots: (User & {online: boolean})[], users: User[],
 *            chats: Record<string, ChatRow[]>, faults: object[], scenarios: {id: string}[]}} State
 */

export {};
