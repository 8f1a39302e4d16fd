"""What must hold on the page, in a real browser. A coroutine without a docstring is a test, and its
name says what holds; those with one are what the tests have in common."""

import asyncio
import json

from devtools import until

STATE = "document.querySelector('#state').dataset.state"
MARKUP = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"

# Each item of the list: its kind, who said it, what it says.
ITEMS = """[...document.querySelectorAll('#messages li')].map((item) =>
    [item.className, item.querySelector('.who')?.textContent ?? '',
     item.querySelector('.text').textContent])"""


# What clients of all kinds may send, who it then seems to come from, and what it says. The
# tutorial's comment has `message` where its code has `msg`.
ODD = [
    ({"from_user": "Li", "message": "你好"}, {"name": "Li"}, "你好"),
    ({"from_user": "Li", "msg": "said", "message": "not said"}, {"name": "Li"}, "said"),
    ({"from_user": "Li", "type": "error", "msg": "no error"}, {"name": "Li"}, "no error"),
    ({"from_user": "__proto__", "msg": "name"}, {"name": "__proto__"}, "name"),
    ({"from_user": {"a": 1}, "msg": [1, 2]}, {"name": '{"a":1}'}, "[1,2]"),
    ({"from_user": "Li", "msg": None}, {"name": "Li"}, "null"),
    ({"from_user": "Li"}, {"name": "Li"}, '{"from_user": "Li"}'),
    ({"msg": "no sender"}, {"word": "who.unnamed"}, "no sender"),
    ([1], {"word": "who.unnamed"}, "[1]"),
    (None, {"word": "who.unnamed"}, "null"),
]


async def a_group_message_goes_to_everyone_but_its_sender(pages):
    english, chinese = await group(pages), await group(pages, "zh-CN")
    third = await group(pages)
    await send(english, "hellossssss")
    await shows(chinese, "other", "其他人", "hellossssss")
    await shows(third, "other", "Someone", "hellossssss")
    await send(chinese, "最漂亮")
    await shows(english, "other", "Someone", "最漂亮")
    await shows(third, "other", "Someone", "最漂亮")
    # What came over the wire, whatever the page may show.
    same(english.sent, ["hellossssss"])
    same(english.received, ["最漂亮"])
    same(chinese.received, ["hellossssss"])
    same(third.received, ["hellossssss", "最漂亮"])
    same(await said(english), [["mine", "You", "hellossssss"], ["other", "Someone", "最漂亮"]])
    same(await said(chinese), [["other", "其他人", "hellossssss"], ["mine", "我", "最漂亮"]])


async def one_to_one_goes_both_ways_in_two_languages(pages):
    ada, ming = await log_in(pages, "Ada"), await log_in(pages, "小明", "zh-CN")
    await send(ada, "你好, can you hear me?", to="小明")
    await shows(ming, "other", "Ada", "你好, can you hear me?")
    same(await ming.run("document.querySelector('#to').value"), "Ada")
    await send(ming, "听到了 🎉")
    await shows(ada, "other", "小明", "听到了 🎉")
    # The tutorial's JSON, with the names of its fields.
    sent = {"to_user": "小明", "from_user": "Ada", "msg": "你好, can you hear me?"}
    same([json.loads(text) for text in ada.sent], [sent])
    same([json.loads(text) for text in ming.received], [sent])
    same(len(ada.received), 1)
    people = "[...document.querySelectorAll('#people button')].map((button) => button.textContent)"
    same(await ada.run(people), ["小明"])
    same(await ming.run(people), ["Ada"])


async def an_absent_user_is_told_and_the_connection_goes_on(pages):
    ada, ming = await log_in(pages, "Ada", "zh-CN"), await log_in(pages, "Ming")
    await send(ada, "在吗?", to="YWB")
    await shows(ada, "error", "服务端报错", "YWB 没有登录，消息没有送达。")
    await send(ming, "Are you there?", to="YWB")
    await shows(ming, "error", "Error from the server", "YWB is not logged in. The message was not delivered.")
    await ada.run("document.querySelector('#to').value = ''")
    await send(ada, "still here", to="Ming")
    await shows(ming, "other", "Ada", "still here")


async def a_name_that_is_taken_is_refused_and_its_owner_goes_on(pages):
    owner, writer = await log_in(pages, "小明"), await log_in(pages, "Ada")
    second = await pages.open("/one_p")
    await second.type("#nick", "小明")
    await second.enter()
    told = "Someone is logged in as 小明 already. Choose another name."
    await shows(second, "error", "Error from the server", told)
    await second.until(f"{STATE} === 'closed'", "the second connection to be closed")
    same(await text(second, "#state-text"), "Closed: 1008, policy violation")
    await send(writer, "is it you?", to="小明")
    await shows(owner, "other", "Ada", "is it you?")
    same(len(second.received), 1)
    # Under another name the same page gets in.
    await second.run("document.querySelector('#nick').value = ''")
    await second.type("#nick", "Li")
    await second.enter()
    await second.until(f"{STATE} === 'open'", "the other name to be let in")


async def markup_is_shown_as_text(pages):
    first, second = await group(pages), await group(pages)
    await send(first, MARKUP)
    await shows(second, "other", "Someone", MARKUP)
    nick = "<b>Ada</b>"
    ada, ming = await log_in(pages, nick), await log_in(pages, "小明")
    await send(ada, MARKUP, to="小明")
    await shows(ming, "other", nick, MARKUP)
    await send(ming, MARKUP, to=MARKUP[:64])
    await shows(ming, "error", "Error from the server", f"{MARKUP[:64]} is not logged in. The message was not delivered.")
    for tab in (first, second, ada, ming):
        same(await tab.run("document.querySelectorAll('#chat :is(img, script, b)').length"), 0)
        same("run" in await tab.run("document.title"), False)


async def enter_that_ends_a_composition_does_not_send(pages):
    first, second = await group(pages), await group(pages)
    await first.run("document.querySelector('#text').focus()")
    composed = {"text": "你好", "selectionStart": 2, "selectionEnd": 2}
    await first.call("Input.imeSetComposition", **composed)
    await first.enter(composing=True)
    same(await first.run("document.querySelector('#text').value"), "你好")
    await first.call("Input.insertText", text="你好")
    await first.enter()
    await shows(second, "other", "Someone", "你好")
    same(first.sent, ["你好"])


async def shift_and_enter_begin_a_new_line(pages):
    first, second = await group(pages), await group(pages)
    await first.type("#text", "one")
    await first.enter(shift=True)
    await send(first, "two")
    await shows(second, "other", "Someone", "one\ntwo")


async def the_echo_comes_back(pages):
    tab = await pages.open("/#echo")
    await is_open(tab)
    await send(tab, "回声 echo")
    await shows(tab, "other", "Server", "回声 echo")
    same(await said(tab), [["mine", "You", "回声 echo"], ["other", "Server", "回声 echo"]])
    sizes = "[...document.querySelectorAll('#messages .size')].map((size) => size.textContent)"
    same(await tab.run(sizes), ["11-byte payload", "11-byte payload"])


async def the_page_connects_again_only_by_its_button(pages):
    tab = await group(pages)
    await tab.click("#connect")
    await tab.until(f"{STATE} === 'closed'", "the connection to be closed")
    same(await text(tab, "#state-text"), "Closed: 1000, normal closure")
    same(await tab.run("document.querySelector('#send').disabled"), True)
    await asyncio.sleep(1)
    same(await tab.run(STATE), "closed")
    await tab.click("#connect")
    await is_open(tab)
    same(await tab.run("document.querySelector('#send').disabled"), False)


async def a_server_that_stops_is_said_with_its_code(pages):
    english, chinese = await group(pages), await log_in(pages, "小明", "zh-CN")
    pages.server.stop()
    for tab in (english, chinese):
        await tab.until(f"{STATE} === 'closed'", "the connection to be closed")
    same(await text(english, "#state-text"), "Closed: 1001, going away")
    same(await text(chinese, "#state-text"), "已关闭：1001，离开")


async def the_language_is_the_readers_and_can_be_switched(pages):
    tab = await pages.open("/", "zh-CN")
    same(await text(tab, "h1"), "和服务端对话")
    same(await tab.run("document.documentElement.lang"), "zh-CN")
    await tab.click("#language")
    same(await text(tab, "h1"), "Talk to the server")
    same(await tab.run("document.documentElement.lang"), "en")
    same("lang=en" in await tab.run("document.querySelector('.doors a').href"), True)
    asked = await pages.open("/group_p?lang=zh", "en-US")
    await is_open(asked)
    same(await text(asked, "#chat-title"), "群聊")
    await asked.click("#language")
    same(await text(asked, "#state-text"), "Connected")
    same(await asked.run(STATE), "open")
    same(await asked.run("document.title"), "Group chat - ws-inspect")


async def the_first_page_leads_to_every_exercise(pages):
    for number, title in enumerate(["Echo", "Group chat", "One to one"], 1):
        tab = await pages.open("/")
        await tab.click(f".doors li:nth-child({number}) a")
        visible = "document.querySelector('#chat')?.checkVisibility()"
        await tab.until(visible, f"{title} to be shown")
        same(await text(tab, "#chat-title"), title)
        same(await text(tab, "nav [aria-current]"), title)


async def a_name_that_will_not_do_is_said_at_its_field(pages):
    tab = await pages.open("/one_p", "zh-CN")
    said = {"": "先填你的名字。", "..": "这个名字不能放进网址，换一个吧。"}
    for nick, why in said.items():
        await tab.type("#nick", nick)
        await tab.enter()
        same(await tab.run("document.querySelector('#nick').validationMessage"), why)
        same(await tab.run(STATE), "closed")
    await tab.type("#nick", "/小明?#%")  # behind the two dots: odd, and possible
    await tab.enter()
    await is_open(tab)
    await send(tab, "to whom?")
    same(await tab.run("document.querySelector('#to').validationMessage"), "先填要发给谁。")
    same(tab.sent, [])
    await tab.type("#to", "../小明?#%")
    await tab.type("#text", "")
    await tab.enter()
    await shows(tab, "other", "../小明?#%", "to whom?")


async def what_other_clients_send_is_read_as_it_is(pages):
    tab = await pages.open("/one_p")
    for value, who, says in ODD:
        given = json.dumps(json.dumps(value))
        read = await tab.run(f"import('/modes.js').then((modes) => modes.modeOf(location).read({given}))")
        same((value, read["who"], read["text"]), (value, who, says))
    read = await tab.run("import('/modes.js').then((modes) => modes.modeOf(location).read('{no json'))")
    same(read, {"who": {"word": "who.unnamed"}, "text": "{no json"})


async def a_long_lesson_costs_no_memory(pages):
    tab = await pages.open("/#echo")
    await is_open(tab)
    await tab.run("""(() => {
        for (let number = 1; number <= 300; number += 1) {
            document.querySelector('#text').value = `number ${number}`;
            document.querySelector('#composer').requestSubmit();
        }
    })()""")
    await shows(tab, "other", "Server", "number 300")
    same(len(tab.received), 300)
    same(await tab.run("document.querySelectorAll('#messages li').length"), 500)
    await send(tab, "x" * 20000)
    await until(lambda: len(tab.received) == 301, "the long text to come back")
    same(len((await said(tab))[-1][2]), 10000)


async def who_reads_at_the_end_stays_there_and_who_scrolled_up_too(pages):
    tab = await pages.open("/#echo")
    await is_open(tab)
    size = {"width": 800, "deviceScaleFactor": 1, "mobile": False}
    await tab.call("Emulation.setDeviceMetricsOverride", height=900, **size)
    for number in range(20):
        await send(tab, f"number {number}")
    await shows(tab, "other", "Server", "number 19")
    await tab.call("Emulation.setDeviceMetricsOverride", height=500, **size)
    await tab.until("innerHeight === 500", "the window to shrink")
    below = "(({scrollHeight, scrollTop, clientHeight}) => scrollHeight - scrollTop - clientHeight)"
    await tab.until(f"{below}(document.querySelector('#messages')) < 2", "the end to be in sight")
    await tab.run("document.querySelector('#messages').scrollTop = 0")
    await tab.until("new Promise((done) => requestAnimationFrame(() => done(true)))", "the scrolling")
    await tab.call("Emulation.setDeviceMetricsOverride", height=600, **size)
    await tab.until("innerHeight === 600", "the window to grow")
    same(await tab.run("document.querySelector('#messages').scrollTop"), 0)


async def every_file_has_its_headers(pages):
    tab = await group(pages)
    files = {address: headers for address, headers in tab.headers.items() if address.startswith("http")}
    same(len(files) >= 9, True)
    for address, headers in files.items():
        policy = headers.get("content-security-policy", "")
        for part in ("default-src 'none'", "script-src 'self'", "connect-src 'self'"):
            same((address, part in policy), (address, True))
        same((address, headers.get("x-content-type-options")), (address, "nosniff"))
        same((address, headers.get("cache-control")), (address, "no-store"))


async def a_narrow_window_is_not_wider_than_itself(pages):
    tabs = [await pages.open("/", "zh-CN"), await group(pages), await log_in(pages, "长" * 32)]
    await send(tabs[1], "x" * 400)
    await send(tabs[2], "字" * 400, to="y" * 64)
    for tab in tabs:
        for width in (360, 1280):
            size = {"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": False}
            await tab.call("Emulation.setDeviceMetricsOverride", **size)
            same(await tab.run("document.documentElement.scrollWidth <= innerWidth"), True)


async def group(pages, language="en-US"):
    """A tab in the group chat, connected."""
    tab = await pages.open("/group_p", language)
    await is_open(tab)
    return tab


async def log_in(pages, nick, language="en-US"):
    """A tab in the one-to-one chat, logged in under a name."""
    tab = await pages.open("/one_p", language)
    await tab.type("#nick", nick)
    await tab.enter()
    await is_open(tab)
    return tab


async def is_open(tab):
    """Waits for the connection."""
    await tab.until(f"{STATE} === 'open'", "the connection to be open")


async def send(tab, message, to=None):
    """Types a message and presses Enter."""
    if to:
        await tab.run("document.querySelector('#to').value = ''")
        await tab.type("#to", to)
    await tab.type("#text", message)
    await tab.enter()


async def shows(tab, kind, who, message):
    """Waits until the page shows a message."""

    async def found():
        return [kind, who, message] in await tab.run(ITEMS)

    await until(found, f"the page to show {[kind, who, message]}")


async def said(tab):
    """The messages on the page, without what happened to the connection."""
    return [item for item in await tab.run(ITEMS) if item[0] != "note"]


async def text(tab, selector):
    """What an element says."""
    return await tab.run(f"document.querySelector({json.dumps(selector)}).textContent")


def same(found, wanted):
    """Holds one value to another."""
    if found != wanted:
        raise AssertionError(f"{found!r} instead of {wanted!r}")
