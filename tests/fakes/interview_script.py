"""The questions of the little interview that the fake conversation asks."""

from __future__ import annotations

from bot.exchange import DocumentView
from bot.messages import Image, InputHint, Link, Message, Option, Sender

__all__ = ["CONSENT", "DOCUMENTS", "ORDINARY", "QUESTIONS"]

PHOTOS = ("image/jpeg", "image/png", "application/pdf")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

CONSENT = Message(
    0,
    Sender.BOT,
    "您好，我是立案通，帮您把起诉材料准备好，交给法院。我不是律师，也不判断谁对谁错。\n"
    "您说的内容只用来准备材料。您同意吗？",
    options=(Option("agree", "同意，开始"), Option("decline", "不同意")),
    asks="consent",
    input=InputHint("options", required=True, options_only=True),
)

QUESTIONS: tuple[Message, ...] = (
    Message(
        0,
        Sender.BOT,
        "请您用自己的话说说发生了什么。\n例如：去年3月张三向我借了5万元，说好年底还，到现在没还。",
        asks="facts_story",
        input=InputHint("long_text", required=True),
    ),
    Message(
        0,
        Sender.BOT,
        "这看起来是民间借贷纠纷。对吗？",
        options=(Option("private_lending", "对，是借钱的事"), Option("other", "不是，是别的事")),
        asks="case_type",
        input=InputHint("options", required=True),
    ),
    Message(
        0,
        Sender.BOT,
        "您的姓名是什么？请按身份证上的写。",
        asks="plaintiffs[0].name",
        input=InputHint("person_name", required=True),
    ),
    Message(
        0,
        Sender.BOT,
        "您实际交给对方多少钱？\n以真正到对方手里的钱为准，不是借条上写的数。\n"
        "例如：借条写 50000 元，转账 47000 元，就填 47000。",
        asks="loans[0].amount_delivered",
        input=InputHint("money", required=True),
    ),
    Message(
        0,
        Sender.BOT,
        "钱是哪一天给对方的？",
        asks="loans[0].delivered_on",
        input=InputHint("date", required=True),
    ),
    Message(
        0,
        Sender.BOT,
        "您手上有哪些证据？有几样选几样。",
        options=(
            Option("iou", "借条"),
            Option("transfer", "转账记录"),
            Option("chat", "聊天记录"),
            Option("none", "都没有"),
        ),
        asks="evidence_kinds",
        input=InputHint("choices", required=True),
    ),
    Message(
        0,
        Sender.BOT,
        "请把借条拍照传上来。有几张传几张。",
        options=(Option("later", "稍后再传"),),
        asks="material:iou",
        input=InputHint("files", required=True, accept=PHOTOS, max_files=5),
    ),
    Message(
        0,
        Sender.BOT,
        "请在屏幕上手写您的姓名。签名会放在起诉状最后一页。",
        asks="signature:plaintiffs[0]",
        input=InputHint(
            "signature", required=True, accept=("image/png", "image/jpeg"), max_files=1
        ),
    ),
    Message(
        0,
        Sender.BOT,
        "起诉状已经做好，请看一看。没有问题就提交给法院。",
        options=(Option("submit", "提交"), Option("review", "我要改")),
        asks="submit",
        input=InputHint("options", required=True),
        links=(Link("下载起诉状（PDF）", "document:complaint"), Link("手机上核对", "page:preview")),
        images=(Image("preview:1", "起诉状第 1 页"), Image("preview:2", "起诉状第 2 页")),
    ),
)
ORDINARY = len(QUESTIONS)

DOCUMENTS = (
    DocumentView("complaint", "application/pdf", "document:complaint"),
    DocumentView("complaint", DOCX, "document:complaint_docx"),
    DocumentView("evidence_list", "application/pdf", "document:evidence_list"),
    DocumentView("packet", "application/zip", "document:packet"),
)
