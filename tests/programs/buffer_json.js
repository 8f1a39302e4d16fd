// A Buffer goes through JSON.stringify.
const text = Buffer.from("hello");
process.stdout.write(JSON.stringify(Buffer.concat([Buffer.from([0x81, text.length]), text])));
