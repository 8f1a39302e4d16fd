// socket.write(JSON.stringify(..)).
process.stdout.write(JSON.stringify({ id: 7, message: "hi" }));
