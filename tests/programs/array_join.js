// The bytes are joined as numbers.
const text = Buffer.from("hello");
process.stdout.write([0x81, text.length, ...text].join(","));
