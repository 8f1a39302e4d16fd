// Which language the page speaks, and how a sentence gets into an element. Imports the words;
// knows nothing of what they are about. Text goes in as text, never as markup.

import { WORDS } from "./words.js";

const LANGUAGES = ["en", "zh"];

let language = preferred();

// The values of each element's sentence, so that it can be said again in another language.
const valuesOf = new WeakMap();

function preferred() {
  const asked = new URLSearchParams(location.search).get("lang");
  if (LANGUAGES.includes(asked)) {
    return asked;
  }
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

// A value may be a sentence itself: {word: "close.1001"}.
export function sentence(key, values = {}) {
  const filled = WORDS[key][language].replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return value?.word ? sentence(value.word) : String(value);
  });
  return filled.trim();
}

export function knows(key) {
  return Object.hasOwn(WORDS, key);
}

// Puts a sentence into an element, to be said again when the language changes.
export function say(element, key, values = {}) {
  element.dataset.word = key;
  valuesOf.set(element, values);
  element.textContent = sentence(key, values);
}

// Says everything in the language of now.
export function sayAll() {
  document.documentElement.lang = sentence("language.tag");
  document.getElementById("language").lang = sentence("language.other-tag");
  for (const element of document.querySelectorAll("[data-word]")) {
    say(element, element.dataset.word, valuesOf.get(element));
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", sentence(element.dataset.label));
  }
}

// Lets a button change the language. The choice stands in the address, and in that of every link.
export function switchBy(button) {
  button.addEventListener("click", () => {
    language = LANGUAGES.find((other) => other !== language);
    const address = new URL(location.href);
    address.searchParams.set("lang", language);
    history.replaceState(null, "", address);
    keepInLinks();
    sayAll();
  });
  if (new URLSearchParams(location.search).has("lang")) {
    keepInLinks();
  }
}

function keepInLinks() {
  for (const link of document.querySelectorAll("a[href]")) {
    const address = new URL(link.href);
    address.searchParams.set("lang", language);
    link.href = address;
  }
}
