// A bot by grammY, in JavaScript: Start, a button, an edit, and from then on an echo.
//
//     node grammy_evening.js ADDRESS TOKEN

const { Bot, InlineKeyboard } = require("grammy");

const [address, token] = process.argv.slice(2);
const bot = new Bot(token, { client: { apiRoot: address } });

bot.command("start", async (context) => {
  const name = context.match ? `, ${context.match}` : "";
  await context.reply(`Ready${name}?`, { reply_markup: new InlineKeyboard().text("Yes", "ready") });
});

bot.callbackQuery("ready", async (context) => {
  await context.answerCallbackQuery({ text: "Noted" });
  await context.editMessageText("Then say something.");
});

bot.on("message:text", async (context) => {
  await context.reply(context.message.text, { reply_parameters: { message_id: context.message.message_id } });
});

bot.catch((trouble) => {
  console.error(trouble.error);
  process.exit(1);
});

process.once("SIGTERM", () => bot.stop());
bot.start();
