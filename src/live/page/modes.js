// The three ways to talk: to which path each connects, and what its texts mean. Knows nothing of
// the document.

// Where one pathname of the page leads; the echo has no page of its own and stands at `/#echo`.
export function modeOf(location) {
  const modes = { "/group_p": group, "/one_p": one };
  return modes[location.pathname] ?? (location.hash === "#echo" ? echo : null);
}

const echo = {
  name: "echo",
  needsName: false,
  path: () => "/echo",
  write: (message) => message,
  read: (text) => ({ who: { word: "who.server" }, text }),
  binaryFrom: { word: "who.server" },
};

const group = {
  name: "group",
  needsName: false,
  path: () => "/ws",
  write: (message) => message,
  read: (text) => ({ who: { word: "who.other" }, text }),
  binaryFrom: { word: "who.other" },
};

const one = {
  name: "one",
  needsName: true,
  path: (nick) => `/ws/${encodeURIComponent(nick)}`,
  write: (message, nick, to) => JSON.stringify({ to_user: to, from_user: nick, msg: message }),
  read: readOne,
  binaryFrom: { word: "who.unnamed" },
};

// Whether a name can stand in a path: `.` and `..` are taken for steps in it, and half a
// surrogate pair has no UTF-8.
export function isName(nick) {
  return nick !== "" && nick !== "." && nick !== ".." && !/\p{Surrogate}/u.test(nick);
}

// A text of the one-to-one chat. Other clients may send anything, so nothing is taken for granted;
// an error has no sender, because the server itself says it.
function readOne(text) {
  const value = object(text);
  if (value === null) {
    return { who: { word: "who.unnamed" }, text };
  }
  const { type, code, from_user: from, to_user: to, msg = value.message } = value;
  if (type === "error" && from === undefined) {
    return { error: { code: String(code), to_user: printed(to), text: printed(msg) } };
  }
  const named = from !== undefined && from !== "";
  return {
    from: typeof from === "string" ? from : null,
    who: named ? { name: printed(from) } : { word: "who.unnamed" },
    text: msg === undefined ? text : printed(msg),
  };
}

function object(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

// A value as text; one that is no text as its JSON.
function printed(value) {
  return typeof value === "string" ? value : JSON.stringify(value) ?? "";
}
