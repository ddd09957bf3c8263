// Charts: one drawing for each [data-chart], from the JSON beside it; the table beneath says the same in words.
// The library is fetched only by a page that has a chart.
const TONES = { navy: "#1e3f75", cross: "#3c6cb0", same: "#c98a2b", red: "#b3261e", yellow: "#c98a00", green: "#2b8a51", grey: "#8792a4" };
const PALETTE = ["#1e3f75", "#c98a2b", "#3c8d8a", "#b3261e", "#7a5ba6", "#6f9bd8", "#8a9a3b", "#8792a4"];
const [INK, SOFT] = ["#1c2536", "#4a5568"];
const font = () => getComputedStyle(document.body).fontFamily;
const drawn = new Map();
const watch = new ResizeObserver((seen) => seen.forEach(({ target }) => drawn.get(target)?.resize()));

const axisText = { color: SOFT, fontSize: 12 };
const line = { lineStyle: { color: "#b8c1cf" } };

function series(data) {
  return data.series.map((one) => ({
    name: one.name,
    type: data.shape === "lines" ? "line" : "bar",
    stack: data.shape === "stacked" ? "whole" : undefined,
    data: one.values.map((value, at) => ({ value, url: one.urls[at] })),
    itemStyle: TONES[one.tone] ? { color: TONES[one.tone] } : {},
    barMaxWidth: 34,
    symbolSize: 7,
    label: { show: data.categories.length * data.series.length <= 16, position: data.shape === "stacked" ? "inside" : data.shape === "rows" ? "right" : "top", color: data.shape === "stacked" ? "#fff" : INK },
  }));
}

function shares(data) {
  const [first] = data.series;
  return [{
    type: "pie",
    radius: ["45%", "72%"],
    center: ["50%", "46%"],
    label: { color: INK, formatter: "{b} {c}" },
    data: first.values.map((value, at) => ({ name: data.categories[at], value, url: first.urls[at] })),
  }];
}

function option(data) {
  const round = data.shape === "shares";
  const rows = data.shape === "rows";
  const names = { type: "category", data: data.categories, axisLabel: { ...axisText, interval: 0, hideOverlap: true }, axisLine: line, axisTick: { show: false }, inverse: rows };
  const values = { type: "value", minInterval: 1, max: data.shape === "stacked" && data.unit === "%" ? 100 : undefined, axisLabel: axisText, splitLine: { lineStyle: { color: "#e6eaf0" } } };
  const many = data.series.length > 1 || round;
  return {
    animation: false,
    textStyle: { fontFamily: font(), color: INK },
    color: PALETTE,
    aria: { enabled: true, decal: { show: many } },
    tooltip: { trigger: round ? "item" : "axis", renderMode: "richText", confine: true, axisPointer: { type: "shadow" }, valueFormatter: (value) => (value === null || value === undefined ? "—" : `${value} ${data.unit}`.trim()) },
    legend: many ? { bottom: 0, itemWidth: 16, textStyle: { color: SOFT } } : undefined,
    grid: { left: 8, right: 16, top: 24, bottom: many ? 34 : 8, containLabel: true },
    ...(round ? {} : { xAxis: rows ? values : names, yAxis: rows ? names : values }),
    series: round ? shares(data) : series(data),
  };
}

function draw(place) {
  const source = document.getElementById(place.dataset.chart);
  if (!source || drawn.has(place)) return;
  const data = JSON.parse(source.textContent);
  const locale = document.documentElement.lang.startsWith("zh") ? "ZH" : "EN";
  const chart = window.echarts.init(place, null, { renderer: "canvas", locale });
  chart.setOption(option(data));
  chart.on("click", (event) => {
    if (event.data?.url) window.location.assign(event.data.url);
  });
  drawn.set(place, chart);
  watch.observe(place);
}

const loading = new Map();
const load = (address) => {
  if (!loading.has(address)) {
    loading.set(address, new Promise((done, failed) => {
      const script = document.createElement("script");
      Object.assign(script, { src: address, async: false, onload: done, onerror: failed });
      document.head.append(script);
    }));
  }
  return loading.get(address);
};

async function drawAll() {
  for (const [place, chart] of drawn) {
    if (!place.isConnected) {
      chart.dispose();
      drawn.delete(place);
    }
  }
  const places = [...document.querySelectorAll("[data-chart]")];
  if (!places.length) return;
  await Promise.all([load(places[0].dataset.library), load(places[0].dataset.words)]);
  places.forEach(draw);
}

drawAll();
document.addEventListener("htmx:afterSettle", drawAll);
window.addEventListener("beforeprint", () => {
  document.querySelectorAll(".chart-table").forEach((table) => {
    table.dataset.was = table.open ? "1" : "";
    table.open = true;
  });
});
window.addEventListener("afterprint", () => {
  document.querySelectorAll(".chart-table").forEach((table) => {
    table.open = Boolean(table.dataset.was);
  });
});
