// Brings the page to life: looks at the address, connects, and ties the forms to the connection.

import { Connection, meaning } from "./connection.js";
import { knows, say, sayAll, sentence, switchBy } from "./language.js";
import { Messages } from "./messages.js";
import { isName, modeOf } from "./modes.js";
import { People } from "./people.js";

const at = (id) => document.getElementById(id);
const mode = modeOf(location);
const messages = new Messages(at("messages"));
const people = new People(at("people"), at("to"));
const connection = new Connection({ changed: show, opened, received, closed });

let nick = "";
let lastClose = null;

start();

function start() {
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.mode === mode?.name) {
      link.setAttribute("aria-current", "page");
    }
  }
  addEventListener("hashchange", () => location.reload());
  switchBy(at("language"));
  at("language").addEventListener("click", title);
  if (mode) {
    openChat();
  } else {
    at("home").hidden = false;
  }
  sayAll();
  title();
}

function title() {
  document.title = `${sentence(mode ? `${mode.name}.title` : "home.title")} - ws-inspect`;
}

function openChat() {
  document.body.dataset.mode = mode.name;
  at("chat").hidden = false;
  say(at("chat-title"), `${mode.name}.title`);
  say(at("chat-lead"), `${mode.name}.lead`);
  messages.invite(`${mode.name}.empty`);
  at("nick-field").hidden = !mode.needsName;
  at("to-field").hidden = !mode.needsName;
  at("connection").addEventListener("submit", submitted(connectOrClose));
  at("composer").addEventListener("submit", submitted(send));
  at("text").addEventListener("keydown", sendByEnter);
  at("to").addEventListener("keydown", goOnByEnter);
  for (const field of [at("nick"), at("to")]) {
    field.addEventListener("input", () => field.setCustomValidity(""));
  }
  if (mode.needsName) {
    at("talk").hidden = true;
    show();
    at("nick").focus();
  } else {
    connection.open(mode.path());
    at("text").focus();
  }
}

function submitted(act) {
  return (event) => {
    event.preventDefault();
    act();
  };
}

// Says at a field why it will not do, by the browser's own means: seen, spoken, and focused.
function object(field, key) {
  field.setCustomValidity(sentence(key));
  field.reportValidity();
}

// --- the connection ---

function connectOrClose() {
  if (connection.state !== "closed") {
    connection.close();
    return;
  }
  if (mode.needsName) {
    nick = at("nick").value.trim();
    if (!isName(nick)) {
      object(at("nick"), nick === "" ? "nick.missing" : "nick.impossible");
      return;
    }
  }
  lastClose = null;
  connection.open(mode.path(nick));
}

// Shows the state that the connection is in. All that depends on it is said here.
function show() {
  const state = connection.state;
  at("state").dataset.state = state;
  if (state === "closed" && lastClose) {
    say(at("state-text"), "state.closed", lastClose);
  } else {
    say(at("state-text"), state === "closed" ? "state.idle" : `state.${state}`);
  }
  at("address").textContent = connection.address ?? "";
  at("nick").readOnly = state !== "closed";
  at("send").disabled = state !== "open";
  say(at("hint"), state === "open" ? "hint.keys" : "hint.closed");
  say(at("connect"), connectLabel(state));
  at("connect").disabled = state === "closing";
}

function connectLabel(state) {
  if (state === "connecting") {
    return "connect.cancel";
  }
  if (mode.needsName) {
    return state === "closed" ? "connect.log-in" : "connect.log-out";
  }
  const connect = lastClose ? "connect.again" : "connect.connect";
  return state === "closed" ? connect : "connect.disconnect";
}

function opened() {
  messages.note("event.open");
  at("talk").hidden = false;
  at(mode.needsName && at("to").value === "" ? "to" : "text").focus();
}

function closed({ code, reason, opened, cancelled }) {
  const values = { code, reason, ...meaning(code, knows) };
  lastClose = values;
  at("talk").hidden = false;
  if (cancelled) {
    messages.note("event.cancelled");
  } else if (!opened) {
    messages.note("event.refused");
  } else {
    messages.note(reason === "" ? "event.closed" : "event.reason", values);
  }
}

// --- what comes ---

function received(data) {
  if (typeof data !== "string") {
    messages.addBinary("other", mode.binaryFrom, data);
    return;
  }
  const { error, from, who, text } = mode.read(data);
  if (error) {
    failed(error);
    return;
  }
  messages.add("other", who, text, size(data));
  if (from && from !== nick) {
    people.add(from);
  }
}

// What the server refused, in the reader's language where the code is known.
function failed({ code, to_user, text }) {
  const word = `error.${code}`;
  messages.fail(knows(word) ? { word, values: { to_user, nick } } : text);
  if (code === "name-taken") {
    at("nick").select();
  }
}

// --- what goes ---

function send() {
  const text = at("text").value;
  const to = at("to").value.trim();
  if (text.trim() === "" || connection.state !== "open") {
    return;
  }
  if (mode.needsName && to === "") {
    object(at("to"), "to.missing");
    return;
  }
  const written = mode.write(text, nick, to);
  connection.send(written);
  const who = mode.needsName ? { word: "who.me-to", values: { name: to } } : { word: "who.me" };
  messages.add("mine", who, text, size(written));
  if (mode.needsName) {
    people.add(to);
  }
  at("text").value = "";
  at("text").focus();
}

function sendByEnter(event) {
  if (isEnter(event) && !event.shiftKey) {
    event.preventDefault();
    at("composer").requestSubmit();
  }
}

function goOnByEnter(event) {
  if (isEnter(event)) {
    event.preventDefault();
    at("text").focus();
  }
}

// Whether a key is Enter and not the end of a composition, as of Chinese characters. Safari tells
// that end only by the key code 229, which is otherwise no longer used.
function isEnter(event) {
  return event.key === "Enter" && !event.isComposing && event.keyCode !== 229;
}

function size(text) {
  return new TextEncoder().encode(text).length;
}
