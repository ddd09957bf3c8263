// The page for a meeting room without network: takes tickets one by one, seals each ballot for the urn, saves one signed file.
// It lives inside a file of its own and asks nobody for anything. The keeper of the laptop cannot open what it keeps.
(() => {
  "use strict";
  const given = JSON.parse(document.getElementById("given").textContent);
  const texts = given.texts;
  const place = `paizhu-offline:${given.serial}`;
  const find = (id) => document.getElementById(id);
  const bytes = (text) => new TextEncoder().encode(text);
  const ofHex = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const hex = (data) => [...new Uint8Array(data)].map((each) => each.toString(16).padStart(2, "0")).join("");
  const base64 = (data) => btoa(Array.from(data, (each) => String.fromCharCode(each)).join(""));
  const joined = (...parts) => {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) { all.set(part, at); at += part.length; }
    return all;
  };
  const below = (count) => {
    const most = 2 ** 32 - (2 ** 32 % count);
    for (;;) {
      const [drawn] = crypto.getRandomValues(new Uint32Array(1));
      if (drawn < most) return drawn % count;
    }
  };

  // X25519 (RFC 7748), with whole numbers; older browsers do not have it in WebCrypto.
  const P = (1n << 255n) - 19n;
  const mod = (value) => ((value % P) + P) % P;
  const power = (base, exponent) => {
    let result = 1n;
    for (let b = mod(base), e = exponent; e > 0n; e >>= 1n, b = mod(b * b)) if (e & 1n) result = mod(result * b);
    return result;
  };
  const number = (data) => BigInt(`0x${hex([...data].reverse())}`);
  const x25519 = (secret, point) => {
    const key = secret.slice();
    key[0] &= 248; key[31] = (key[31] & 127) | 64;
    const k = number(key), x1 = number(point) & ((1n << 255n) - 1n);
    let x2 = 1n, z2 = 0n, x3 = x1, z3 = 1n, swap = 0n;
    for (let t = 254n; t >= 0n; t -= 1n) {
      const bit = (k >> t) & 1n;
      if (swap ^ bit) [x2, x3, z2, z3] = [x3, x2, z3, z2];
      swap = bit;
      const a = mod(x2 + z2), aa = mod(a * a), b = mod(x2 - z2), bb = mod(b * b), e = mod(aa - bb);
      const da = mod((x3 - z3) * a), cb = mod((x3 + z3) * b);
      x3 = mod((da + cb) ** 2n); z3 = mod(x1 * (da - cb) ** 2n);
      x2 = mod(aa * bb); z2 = mod(e * (aa + 121665n * e));
    }
    if (swap) [x2, z2] = [x3, z3];
    const found = mod(x2 * power(z2, P - 2n)).toString(16).padStart(64, "0");
    return ofHex(found).reverse();
  };

  // The same seal as the server's: a fresh key for each ballot, HKDF-SHA256, AES-256-GCM, padded to one length.
  const sealed = async (text) => {
    const plain = bytes(text), open = ofHex(given.public);
    if (plain.length > given.size) throw new Error("longer than any ballot of this form");
    const secret = crypto.getRandomValues(new Uint8Array(32));
    const point = x25519(secret, joined(new Uint8Array([9]), new Uint8Array(31)));
    const shared = await crypto.subtle.importKey("raw", x25519(secret, open), "HKDF", false, ["deriveKey"]);
    const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: joined(bytes("paizhu ballot"), point, open) };
    const key = await crypto.subtle.deriveKey(how, shared, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, plain.length);
    const padded = joined(length, plain, new Uint8Array(given.size - plain.length));
    const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, key, padded);
    return base64(joined(point, new Uint8Array(closed)));
  };
  const checkOf = async (code) => {
    const key = await crypto.subtle.importKey("raw", bytes(code), "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: ofHex(given.serial), iterations: given.rounds };
    return hex(await crypto.subtle.deriveBits(how, key, 128));
  };
  const signed = async (text) => {
    const key = await crypto.subtle.importKey("raw", ofHex(given.mac), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    return hex(await crypto.subtle.sign("HMAC", key, bytes(text)));
  };

  // What is kept: for each ticket its sealed ballot, put in at a place of chance; no time, no number in a row.
  const kept = () => JSON.parse(localStorage.getItem(place) || "[]");
  const keep = (entry) => {
    const all = kept();
    all.splice(below(all.length + 1), 0, entry);
    localStorage.setItem(place, JSON.stringify(all));
  };

  // Checked as the server checks.
  const form = find("form");
  let now = new FormData(form);
  const values = (name) => now.getAll(name).map((value) => String(value).trim()).filter(Boolean);
  const holds = (when, answer) => {
    if (!when) return true;
    if (when.operator === "is_not") return answer !== when.value;
    if (answer === undefined) return false;
    switch (when.operator) {
      case "is": return answer === when.value;
      case "any_of": return when.value.includes(answer);
      case "at_least": return answer >= when.value;
      default: return answer <= when.value;
    }
  };
  const filled = (text, more) => text.replace(/%\((\w+)\)s/g, (_all, name) => more[name]);
  const readers = {
    single: (q) => ({ value: values(q.key)[0] }),
    multiple: (q) => {
      const chosen = values(q.key), most = q.most ?? Infinity, least = q.least ?? 0;
      if (chosen.length > most) return { fault: filled(texts.most, { most }) };
      if (chosen.length && chosen.length < least) return { fault: filled(texts.least, { least }) };
      return { value: chosen.length ? q.options.filter((key) => chosen.includes(key)) : undefined };
    },
    matrix: (q) => {
      const found = {};
      for (const line of q.lines) {
        const [chosen] = values(`${q.key}:${line}`);
        if (chosen) found[line] = chosen;
      }
      const count = Object.keys(found).length;
      return { value: count ? found : undefined, isPart: count < q.lines.length };
    },
    number: (q) => {
      const [text] = values(q.key);
      if (!text) return {};
      if (!/^-?[0-9]{1,9}$/.test(text)) return { fault: texts.whole };
      const value = Number(text);
      if (q.least !== null && value < q.least) return { fault: filled(texts.at_least, { least: q.least }) };
      if (q.most !== null && value > q.most) return { fault: filled(texts.at_most, { most: q.most }) };
      return { value };
    },
    text: (q) => {
      const [text] = values(q.key);
      if (!text) return {};
      const clean = text.replaceAll("\r\n", "\n").replace(/[\x00-\x08\x0b-\x1f\x7f]|\p{Cs}/gu, "");
      const count = [...clean].length;
      if (count > given.limit) return { fault: filled(texts.long, { most: given.limit, count }) };
      return { value: clean };
    },
  };
  const read = () => {
    const answers = {}, faults = {};
    now = new FormData(form);
    for (const q of given.questions) {
      if (!holds(q.when, q.when && answers[q.when.question])) continue;
      const { value, fault, isPart } = readers[q.kind](q);
      if (fault) { faults[q.key] = fault; continue; }
      if (value !== undefined) answers[q.key] = value;
      if (q.required && (value === undefined || isPart)) faults[q.key] = q.kind === "matrix" ? texts.lines : texts.missing;
    }
    return { answers, faults };
  };

  let ticket = null;
  const screens = ["start", "answering", "thanks"];
  const go = (name) => {
    for (const each of screens) find(each).hidden = each !== name;
    find("count").textContent = filled(texts.count, { count: kept().length });
    window.scrollTo(0, 0);
    (name === "start" ? find("code") : find(name).querySelector("h1")).focus();
  };
  const told = (id, text) => { const box = find(id); box.textContent = text; box.hidden = !text; };
  const show = () => {
    const { answers } = read();
    let done = 0, asked = 0;
    given.questions.forEach((q, at) => {
      const box = find(`q-${at + 1}`), isAsked = holds(q.when, q.when && answers[q.when.question]);
      box.hidden = !isAsked;
      asked += isAsked; done += isAsked && q.key in answers;
    });
    find("progress").textContent = `${done} / ${asked} ${texts.answered}`;
  };

  find("enter").addEventListener("submit", async (event) => {
    event.preventDefault();
    const code = find("code").value.toUpperCase().replace(/[^23456789A-HJKMNP-Z]/g, "");
    const known = given.tickets[await checkOf(code)];
    if (!known) return told("told", texts.unknown);
    if (kept().some(([ref]) => ref === known)) return told("told", texts.used);
    told("told", "");
    ticket = known;
    find("code").value = "";
    form.reset();
    told("faults", "");
    form.querySelectorAll(".is-faulty").forEach((box) => box.classList.remove("is-faulty"));
    show();
    return go("answering");
  });
  form.addEventListener("input", show);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { answers, faults } = read();
    const lines = [];
    given.questions.forEach((q, at) => {
      find(`q-${at + 1}`).classList.toggle("is-faulty", q.key in faults);
      if (q.key in faults) lines.push(`${at + 1}. ${faults[q.key]}`);
    });
    told("faults", lines.length ? [texts.not_sent, ...lines].join("\n") : "");
    if (lines.length) return find("faults").focus();
    if (!ticket) return undefined;
    const mine = ticket;
    ticket = null;
    try {
      keep([mine, await sealed(JSON.stringify({ answers }))]);
    } catch {
      ticket = mine;
      told("faults", texts.not_kept);
      return find("faults").focus();
    }
    form.reset();
    return go("thanks");
  });
  find("leave").addEventListener("click", () => { ticket = null; form.reset(); go("start"); });
  find("next").addEventListener("click", () => go("start"));
  find("save").addEventListener("click", async () => {
    const entries = kept().sort(([one], [other]) => (one < other ? -1 : 1));
    const head = [given.format, given.serial, String(given.unit), given.fingerprint];
    const mac = await signed([...head, ...entries.map((entry) => entry.join(" "))].join("\n"));
    const file = { format: given.format, serial: given.serial, unit: given.unit, fingerprint: given.fingerprint, entries, mac };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: "application/json" }));
    link.download = `${given.name}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    told("saved", filled(texts.saved, { count: entries.length }));
    find("remove").disabled = false;
  });
  find("remove").addEventListener("click", () => {
    if (!confirm(texts.remove)) return;
    localStorage.removeItem(place);
    told("saved", "");
    go("start");
  });
  go("start");
})();
