// length counts UTF-16 units, of which an emoji has two.
const text = "嗨 😀😀 你好 👍";
process.stdout.write(Buffer.concat([Buffer.from([0x81, text.length]), Buffer.from(text)]));
