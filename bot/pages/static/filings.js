// The person's filings: where each stands, and its documents.
import { api } from "./api.js";
import { make } from "./dom.js";
import { openSheet } from "./sheet.js";
import { hasWord, word } from "./words.js";

const FORMATS = {
  "application/pdf": "PDF",
  "application/zip": word("format_archive"),
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
};

export async function openFilings() {
  const place = make("div", { role: "status" }, make("p", {}, word("filings_loading")));
  openSheet(word("filings"), [place]);
  try {
    const { filings } = await api.filings();
    place.textContent = "";
    if (!filings.length) place.append(make("p", {}, word("filings_none")));
    filings.forEach((filing) => place.append(element(filing)));
  } catch (error) {
    place.textContent = error.text || word("filings_failed");
  }
}

function element(filing) {
  const documents = filing.documents.map((document) => make("li", {}, make("a", { class: "button", href: document.url }, label(document))));
  return make(
    "article",
    { class: "filing" },
    make("h3", {}, filing.status_text),
    make("p", {}, word("filing_number", { number: filing.number })),
    filing.case_no ? make("p", {}, word("filing_case_no", { case_no: filing.case_no })) : null,
    documents.length ? make("ul", { class: "links", "aria-label": word("filing_documents") }, ...documents) : null,
  );
}

function label(document) {
  const code = "document_" + document.kind;
  const format = FORMATS[document.media_type];
  return word(hasWord(code) ? code : "document_other") + (format ? " " + format : "");
}
