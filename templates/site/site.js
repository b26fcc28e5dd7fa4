// The library's filter and search. Without it the page shows every use case, in order.
(() => {
  "use strict";
  const { documents, weights, fields, common } = window.UCOPS_LIBRARY;
  const form = document.getElementById("ask");
  const list = document.getElementById("cards");
  const said = document.getElementById("said");
  const cards = new Map([...list.querySelectorAll(".card")].map((card) => [card.dataset.id, card]));
  const order = [...cards.keys()];
  const passedOver = new Set(common);
  const stem = (word) => (word.length > 3 ? word.replace(/(?<!s)s$/, "") : word);
  const processTerm = (term) => (passedOver.has(term.toLowerCase()) ? null : stem(term.toLowerCase()));
  const searchOptions = { boost: fields, prefix: (term) => term.length > 3, fuzzy: (term) => (term.length > 4 ? 0.2 : false), processTerm };
  const search = new MiniSearch({ fields: Object.keys(fields), processTerm, searchOptions });
  search.addAll(documents);

  const titleOf = (name, value) => form.elements[name].querySelector(`option[value="${CSS.escape(value)}"]`).textContent;

  function fit(document_, asked, hit, best) {
    const reasons = [];
    let score = 0;
    for (const [name, value] of Object.entries(asked)) {
      if (document_.facets[name].includes(value)) {
        score += weights[name];
        reasons.push(`${weights.words[name]} ${titleOf(name, value)}`);
      }
    }
    if (hit) {
      score += weights.query * (hit.score / best);
      reasons.push(`says ${[...new Set(hit.terms)].slice(0, 5).join(", ")}`);
    }
    return { id: document_.id, score, reasons };
  }

  function show() {
    const values = Object.fromEntries(new FormData(form));
    const query = values.query.trim();
    delete values.query;
    const asked = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
    const wanted = query || Object.keys(asked).length;
    // Saying all words of a question counts more than saying one of them often.
    const found = query ? search.search(query) : [];
    const most = Math.max(1, ...found.map((hit) => hit.queryTerms.length));
    const hits = new Map(found.map((hit) => [hit.id, { ...hit, score: (hit.score * hit.queryTerms.length) / most }]));
    const best = Math.max(0, ...[...hits.values()].map((hit) => hit.score)) || 1;
    const fits = documents.map((one) => fit(one, asked, hits.get(one.id), best));
    const fitting = fits.filter((one) => one.score > 0);
    fitting.sort((a, b) => b.score - a.score || order.indexOf(a.id) - order.indexOf(b.id));
    const shown = wanted ? fitting : fits;
    for (const card of cards.values()) card.hidden = true;
    for (const one of shown) {
      const card = cards.get(one.id);
      const why = card.querySelector(".why");
      card.hidden = false;
      why.hidden = !wanted;
      why.textContent = one.reasons.length ? `Why: ${one.reasons.join("; ")}.` : "";
      list.append(card);
    }
    const address = new URL(location.href);
    address.search = new URLSearchParams(query ? { query, ...asked } : asked);
    history.replaceState(null, "", address);
    if (!wanted) said.textContent = "";
    else if (shown.length) said.textContent = `${shown.length} of ${documents.length} fit, the best first.`;
    else said.textContent = "No use case fits. Ask for less, or in other words.";
  }

  // A filter can be sent to a colleague: it stands in the address.
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  form.hidden = false;
  if (location.search) show();
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
})();
