/**
 * Hints that something changed: the page then fetches its fragments again (hx-trigger="touyan:changed from:body").
 *
 * <body data-stream="address">. The stream is read by hand and not by EventSource, which hands over only events
 * whose names it was told beforehand: here every kind arrives, as `touyan:changed` with the kinds in its detail and
 * as `touyan:<kind>`. Without a stream the page asks every 20 seconds. A page nobody looks at holds no connection,
 * for a browser has only six of them; when it is looked at again it asks once.
 */

const POLL = 20000;
const CALM = 250;
const PAUSES = [3000, 6000, 15000, 60000];

export function watchStream(): void {
  const address = document.body.dataset["stream"];
  if (!address) return;
  const kinds = new Set<string>();
  let calm = 0;
  let poll = 0;
  let again = 0;
  let failures = 0;
  let open: AbortController | null = null;

  function hint(kind: string): void {
    kinds.add(kind);
    window.clearTimeout(calm);
    calm = window.setTimeout(tell, CALM);
  }

  function tell(): void {
    const all = [...kinds].filter((kind) => kind !== "");
    kinds.clear();
    document.body.dispatchEvent(new CustomEvent("touyan:changed", { detail: { kinds: all } }));
    for (const kind of all) document.body.dispatchEvent(new CustomEvent(`touyan:${kind}`));
  }

  async function listen(): Promise<void> {
    if (open || !address || document.visibilityState === "hidden") return;
    const here = new AbortController();
    open = here;
    try {
      await read(address, here.signal, started, hint);
    } catch {
      // Refused, cut off or closed by us: what follows is the same.
    }
    if (open === here) {
      open = null;
      fallBack();
    }
  }

  function started(): void {
    window.clearInterval(poll);
    if (failures > 0) hint("");
    failures = 0;
  }

  function fallBack(): void {
    window.clearInterval(poll);
    window.clearTimeout(again);
    poll = window.setInterval(() => {
      if (document.visibilityState === "visible") hint("");
    }, POLL);
    again = window.setTimeout(() => void listen(), PAUSES[Math.min(failures, PAUSES.length - 1)]);
    failures += 1;
  }

  function close(): void {
    const closing = open;
    open = null;
    window.clearTimeout(again);
    closing?.abort();
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      close();
    } else {
      hint("");
      void listen();
    }
  });
  window.addEventListener("pagehide", close);
  void listen();
}

/** Reads events until the stream ends; `seen` gets the kind of each event that carries data. */
async function read(address: string, signal: AbortSignal, started: () => void, seen: (kind: string) => void): Promise<void> {
  const answer = await fetch(address, {
    credentials: "include",
    cache: "no-store",
    headers: { Accept: "text/event-stream" },
    signal,
  });
  const reader = answer.ok ? answer.body?.getReader() : undefined;
  if (!reader) throw new Error(`stream answered ${answer.status}`);
  started();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + decoder.decode(value, { stream: true })).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) if (/^data:/m.test(block)) seen(/^event: ?(.*)$/m.exec(block)?.[1] ?? "");
  }
}
