// length counts UTF-16 units.
const text = "こんにちは、世界。今日はいい天気です";
process.stdout.write(Buffer.concat([Buffer.from([0x81, text.length]), Buffer.from(text)]));
