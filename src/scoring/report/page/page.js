"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const SVG = "http://www.w3.org/2000/svg";
  const FIRST_ROWS = 600;
  const MOST_LINES = 3000;
  const columns = [
    ["code", "text"], ["name", "text"], ["official", "rank"], ["median", "rank"], ["low", "rank"],
    ["high", "rank"], ["span", "drawn"], ["mean", "number"], ["first", "share"], ["top", "share"],
  ];
  const state = { language: "id", sort: "official", down: false, query: "", current: -1, all: false };
  data.cities.forEach((city, at) => { city.at = at; city.span = city.high === null ? null : city.high - city.low; });

  const byId = (id) => document.getElementById(id);
  const locale = () => (state.language === "id" ? "id-ID" : "en-GB");
  const number = (value, digits) => (value === null ? "–" : value.toLocaleString(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }));
  const rank = (value) => number(value, value !== null && value % 1 ? 1 : 0);
  const share = (value, digits = 1) => {
    if (value === null) return "–";
    const least = 0.5 * 10 ** (-2 - digits);
    if (value > 0 && value < least) return `< ${number(10 ** -digits, digits)} %`;
    return `${number(value < 1 && value > 1 - least ? 100 - 10 ** -digits : 100 * value, digits)} %`;
  };
  const say = (key, values = {}) => data.texts[state.language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    return filled(made, attributes, children);
  }
  function shape(name, attributes = {}, ...children) {
    return filled(document.createElementNS(SVG, name), attributes, children);
  }
  function filled(made, attributes, children) {
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function matching() {
    const words = state.query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    return data.cities.filter((city) => {
      const text = `${city.code} ${city.name}`.toLocaleLowerCase();
      return words.every((word) => text.includes(word));
    });
  }
  function sorted(cities) {
    const [key, kind] = columns.find(([name]) => name === state.sort);
    const sign = state.down ? -1 : 1;
    return [...cities].sort((one, other) => {
      const [a, b] = [one[key], other[key]];
      if (a === null || b === null) return (a === null) - (b === null) || one.at - other.at;
      const way = kind === "text" ? a.localeCompare(b, locale(), { numeric: true }) : a - b;
      return sign * way || one.at - other.at;
    });
  }

  function drawHead() {
    byId("head").replaceChildren(...columns.map(([key, kind]) => {
      const title = say(key, { top: data.top });
      const button = element("button", { type: "button" }, title);
      button.addEventListener("click", () => {
        state.down = state.sort === key ? !state.down : kind === "share";
        state.sort = key;
        drawHead();
        drawRows();
        byId("head").querySelectorAll("button")[columns.findIndex(([name]) => name === key)].focus();
      });
      const now = state.sort === key ? (state.down ? "descending" : "ascending") : "none";
      return element("th", { scope: "col", class: kind === "text" ? "text" : "", "aria-sort": now }, button);
    }));
  }
  function bar(city) {
    const at = (value) => (300 * (value - 0.5)) / data.ranks;
    const drawing = shape("svg", { viewBox: "0 0 300 14", "aria-hidden": "true", preserveAspectRatio: "none" });
    drawing.append(
      shape("line", { x1: at(city.low - 0.5), x2: at(city.high + 0.5), y1: 7, y2: 7, "stroke-width": 8, class: "span" }),
      shape("rect", { x: at(city.median) - 1, y: 1, width: 2.5, height: 12, class: "middle" }));
    return drawing;
  }
  function cell(city, key, kind) {
    if (kind === "text") return element("td", { class: "text", title: city[key] || "" }, city[key] || "");
    if (kind === "drawn") return element("td", { class: "drawn" }, ...(city.low === null ? [] : [bar(city)]));
    if (kind === "share") return element("td", {}, share(city[key]));
    return element("td", {}, kind === "number" ? number(city[key], 1) : rank(city[key]));
  }
  function drawRows() {
    const found = sorted(matching());
    const rows = state.all ? found : found.slice(0, FIRST_ROWS);
    byId("rows").replaceChildren(...rows.map((city) => {
      const row = element("tr", { tabindex: 0, class: city.at === state.current ? "current" : "" }, ...columns.map(([key, kind]) => cell(city, key, kind)));
      row.addEventListener("click", () => choose(city.at));
      row.addEventListener("keydown", (event) => { if (event.key === "Enter") choose(city.at); });
      return row;
    }));
    byId("more").hidden = rows.length === found.length;
    byId("shown").textContent = say("shown", { shown: number(found.length, 0), all: number(data.cities.length, 0) });
  }

  function ticks(most) {
    const raw = most / 6;
    const size = 10 ** Math.floor(Math.log10(raw));
    const step = Math.max(1, [1, 2, 5, 10].find((one) => one * size >= raw) * size);
    const found = [1];
    for (let at = step; at <= most; at += step) if (at > 1) found.push(at);
    return found;
  }
  function frame(width, height, x, y, ranks, labels) {
    const drawing = shape("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
    for (const tick of ticks(ranks)) {
      drawing.append(
        shape("line", { x1: 45, x2: width - 10, y1: y(tick), y2: y(tick), class: "axis" }),
        shape("text", { x: 40, y: y(tick) + 4, "text-anchor": "end" }, number(tick, 0)),
        shape("text", { x: x(tick), y: height - 18, "text-anchor": "middle" }, number(tick, 0)));
    }
    drawing.append(
      shape("text", { x: width / 2, y: height - 3, "text-anchor": "middle" }, labels[0]),
      shape("text", { x: 12, y: height / 2, "text-anchor": "middle", transform: `rotate(-90 12 ${height / 2})` }, labels[1]));
    return drawing;
  }
  function drawChart() {
    const [width, height] = [1000, 420];
    const all = data.cities.filter((city) => city.low !== null && city.official !== null);
    const every = Math.ceil(all.length / MOST_LINES);
    const ranked = all.filter((city, at) => at % every === 0 || city.at === state.current);
    const x = (value) => 50 + ((width - 65) * (value - 0.5)) / data.ranks;
    const y = (value) => 8 + ((height - 48) * (value - 0.5)) / data.ranks;
    const drawing = frame(width, height, x, y, data.ranks, [say("chart_official"), say("chart_rank")]);
    drawing.setAttribute("aria-labelledby", "chart-title");
    drawing.append(shape("line", { x1: x(1), y1: y(1), x2: x(data.ranks), y2: y(data.ranks), class: "diagonal" }));
    const kept = new Set(matching().map((city) => city.at));
    const thick = Math.max(1, Math.min(12, (0.7 * (width - 65)) / data.ranks));
    for (const city of ranked) {
      const names = ["span", kept.has(city.at) ? "" : "faded", city.at === state.current ? "chosen" : ""].filter(Boolean);
      const line = shape("line", { x1: x(city.official), x2: x(city.official), y1: y(city.low - 0.4), y2: y(city.high + 0.4), "stroke-width": thick, class: names.join(" ") },
        shape("title", {}, `${city.code} ${city.name}: ${rank(city.low)} – ${rank(city.high)}`));
      line.addEventListener("click", () => choose(city.at));
      drawing.append(line, shape("rect", { x: x(city.official) - thick / 2, y: y(city.median) - 1, width: thick, height: 2, class: kept.has(city.at) ? "middle" : "middle faded" }));
    }
    byId("chart").replaceChildren(drawing);
  }

  function histogram(shares) {
    const [width, height] = [1000, 160];
    const most = Math.max(...shares.map(([low, high, part]) => part / (high - low + 1)));
    const [first, last] = [shares[0][0], shares[shares.length - 1][1]];
    const x = (value) => 20 + ((width - 40) * (value - first)) / (last - first + 1);
    const drawing = shape("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
    for (const [low, high, part] of shares) {
      const tall = ((height - 24) * part) / (high - low + 1) / most;
      drawing.append(shape("rect", { x: x(low) + 0.5, y: height - 20 - tall, width: Math.max(1, x(high + 1) - x(low) - 1), height: tall, class: "bar" },
        shape("title", {}, `${low === high ? low : `${low} – ${high}`}: ${share(part, 2)}`)));
    }
    const middles = [...new Set([first, Math.round((first + last) / 2), last])];
    for (const at of middles) drawing.append(shape("text", { x: x(at + 0.5), y: height - 4, "text-anchor": "middle" }, number(at, 0)));
    return drawing;
  }
  function weights(city) {
    const head = ["item", "weight", "official_weight"].map((key, at) => element("th", { scope: "col", class: at ? "" : "text" }, say(key)));
    const rows = data.items.map((item, at) => element("tr", {}, element("td", { class: "text" }, item), element("td", {}, share(city.central[at])), element("td", {}, share(data.official[at]))));
    return element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
  }
  function drawDetail() {
    const box = byId("detail");
    box.hidden = state.current < 0;
    if (box.hidden) return;
    const city = data.cities[state.current];
    const close = element("button", { type: "button" }, say("close"));
    close.addEventListener("click", () => choose(-1));
    const parts = [close, element("h2", {}, `${city.code} ${city.name || ""}`)];
    if (city.low === null) {
      parts.push(element("p", {}, say("unranked", { state: say(`state_${city.state}`) })));
    } else {
      const told = { official: rank(city.official), low: rank(city.low), high: rank(city.high), share: share(data.share, 0), best: rank(city.best), worst: rank(city.worst), first: share(city.first), error: share(city.first_error, 2), top: data.top, topped: share(city.top), unranked: share(city.unranked) };
      parts.push(...["sentence", "extremes", "firsts"].map((key) => element("p", {}, say(key, told))));
      if (city.unranked > 0) parts.push(element("p", {}, say("partly", told)));
      const shares = data.shares && data.shares[city.at];
      if (shares && shares.length) parts.push(element("h3", {}, say("shares")), histogram(shares));
      if (city.central) parts.push(element("h3", {}, say("central")), weights(city));
    }
    box.replaceChildren(...parts);
  }
  function choose(at) {
    state.current = at === state.current ? -1 : at;
    drawDetail();
    drawChart();
    drawRows();
    if (state.current >= 0) byId("detail").scrollIntoView({ block: "nearest" });
  }

  function draw() {
    document.documentElement.lang = state.language;
    document.title = `${data.edition}: ${say("title")}`;
    document.querySelectorAll("[data-text]").forEach((one) => { one.textContent = say(one.dataset.text); });
    document.querySelectorAll("[data-language]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.language === state.language)));
    const told = { edition: data.edition, year: data.year, draws: number(data.draws, 0), method: data.method, nodes: data.nodes.slice(0, 8).join(", ") + (data.nodes.length > 8 ? ", …" : ""), seed: data.seed };
    byId("lead").textContent = [say("lead", told), say("error", { error: share(data.largest_error, 2) }), say("ties")].join(" ");
    byId("chart-title").textContent = say("chart", { share: share(data.share, 0) });
    drawHead();
    drawRows();
    drawChart();
    drawDetail();
  }
  document.querySelectorAll("[data-language]").forEach((one) => one.addEventListener("click", () => { state.language = one.dataset.language; draw(); }));
  byId("search").addEventListener("input", (event) => { state.query = event.target.value; drawRows(); drawChart(); });
  byId("more").addEventListener("click", () => { state.all = true; drawRows(); });
  const [language, code] = decodeURIComponent(location.hash.slice(1)).split("/");
  if (language in data.texts) state.language = language;
  if (code) state.current = data.cities.findIndex((city) => city.code === code);
  draw();
})();
