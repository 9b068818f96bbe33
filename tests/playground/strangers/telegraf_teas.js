// A bot by Telegraf, in JavaScript: inline mode behind a webhook. Teas are found by name, sent and brewed.
//
//     node telegraf_teas.js ADDRESS TOKEN

const http = require("http");
const { Telegraf, Markup } = require("telegraf");

const [address, token] = process.argv.slice(2);
const SECRET = "between-us";
const TEAS = { sencha: "80 degrees, one minute.", hojicha: "95 degrees, half a minute." };

const bot = new Telegraf(token, { telegram: { apiRoot: address } });

bot.start((context) => context.reply("Type my name in any chat, and then a tea."));

bot.on("inline_query", (context) => {
  const names = Object.keys(TEAS).filter((name) => name.startsWith(context.inlineQuery.query));
  const results = names.map((name) => ({
    type: "article",
    id: name,
    title: name,
    input_message_content: { message_text: `A cup of *${name}*`, parse_mode: "Markdown" },
    ...Markup.inlineKeyboard([Markup.button.callback("Brew", `brew ${name}`)]),
  }));
  return context.answerInlineQuery(results, { cache_time: 0 });
});

bot.action(/^brew (\w+)$/, async (context) => {
  await context.answerCbQuery("The water is hot.");
  await context.editMessageText(TEAS[context.match[1]]);
});

bot.on("chosen_inline_result", (context) =>
  bot.telegram.sendMessage(context.from.id, `You chose ${context.chosenInlineResult.result_id}.`)
);

const server = http.createServer(bot.webhookCallback("/teas", { secretToken: SECRET }));
server.listen(0, "127.0.0.1", () => {
  const url = `http://127.0.0.1:${server.address().port}/teas`;
  bot.telegram.setWebhook(url, { secret_token: SECRET });
});
process.once("SIGTERM", () => process.exit(0));
