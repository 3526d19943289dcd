// SHA-256 and SHA-512 (FIPS 180-4): the browser's own, and ours where it has none (a page that came without https).

const PRIMES = primes(80);

function primes(count) {
  const found = [];
  for (let number = 2; found.length < count; number++) if (found.every(prime => number % prime)) found.push(number);
  return found;
}

// The first bits behind the point of a root of a number, as the standard takes its constants: `power` is 2 or 3.
function rootBits(number, power, bits) {
  const exponent = BigInt(power), scaled = BigInt(number) << (BigInt(bits) * exponent);
  let low = 0n, high = 1n << BigInt(bits + 10);
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** exponent <= scaled) low = middle;
    else high = middle - 1n;
  }
  return low & ((1n << BigInt(bits)) - 1n);
}

function padded(bytes, block) {
  const length = Math.ceil((bytes.length + 1 + block / 8) / block) * block;
  const whole = new Uint8Array(length);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  new DataView(whole.buffer).setBigUint64(length - 8, BigInt(bytes.length) * 8n);
  return new DataView(whole.buffer);
}

let small;

export function ownSha256(bytes) {
  small ??= {
    start: PRIMES.slice(0, 8).map(prime => Number(rootBits(prime, 2, 32))),
    constants: PRIMES.slice(0, 64).map(prime => Number(rootBits(prime, 3, 32))),
  };
  const turned = (word, by) => (word >>> by) | (word << (32 - by));
  const state = Uint32Array.from(small.start), words = new Uint32Array(64), data = padded(bytes, 64);
  for (let at = 0; at < data.byteLength; at += 64) {
    for (let n = 0; n < 16; n++) words[n] = data.getUint32(at + 4 * n);
    for (let n = 16; n < 64; n++) {
      const x = words[n - 15], y = words[n - 2];
      const s0 = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3), s1 = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10);
      words[n] = words[n - 16] + s0 + words[n - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let n = 0; n < 64; n++) {
      const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25), s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const one = (h + s1 + ((e & f) ^ (~e & g)) + small.constants[n] + words[n]) | 0;
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, n) => (state[n] += word));
  }
  const out = new DataView(new ArrayBuffer(32));
  state.forEach((word, n) => out.setUint32(4 * n, word));
  return new Uint8Array(out.buffer);
}

let large;

export function ownSha512(bytes) {
  large ??= {
    start: PRIMES.slice(0, 8).map(prime => rootBits(prime, 2, 64)),
    constants: PRIMES.map(prime => rootBits(prime, 3, 64)),
  };
  const turned = (word, by) => BigInt.asUintN(64, (word >> BigInt(by)) | (word << BigInt(64 - by)));
  const state = BigUint64Array.from(large.start), words = new BigUint64Array(80), data = padded(bytes, 128);
  for (let at = 0; at < data.byteLength; at += 128) {
    for (let n = 0; n < 16; n++) words[n] = data.getBigUint64(at + 8 * n);
    for (let n = 16; n < 80; n++) {
      const x = words[n - 15], y = words[n - 2];
      const s0 = turned(x, 1) ^ turned(x, 8) ^ (x >> 7n), s1 = turned(y, 19) ^ turned(y, 61) ^ (y >> 6n);
      words[n] = words[n - 16] + s0 + words[n - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let n = 0; n < 80; n++) {
      const s1 = turned(e, 14) ^ turned(e, 18) ^ turned(e, 41), s0 = turned(a, 28) ^ turned(a, 34) ^ turned(a, 39);
      const not = BigInt.asUintN(64, ~e);
      const one = BigInt.asUintN(64, h + s1 + ((e & f) ^ (not & g)) + large.constants[n] + words[n]);
      const two = BigInt.asUintN(64, s0 + ((a & b) ^ (a & c) ^ (b & c)));
      [h, g, f, e, d, c, b, a] = [g, f, e, BigInt.asUintN(64, d + one), c, b, a, BigInt.asUintN(64, one + two)];
    }
    [a, b, c, d, e, f, g, h].forEach((word, n) => (state[n] += word));
  }
  const out = new DataView(new ArrayBuffer(64));
  state.forEach((word, n) => out.setBigUint64(8 * n, word));
  return new Uint8Array(out.buffer);
}

export const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
export const unhex = text => Uint8Array.from(text.match(/../g) ?? [], pair => parseInt(pair, 16));

export async function sha256(bytes) {
  const subtle = globalThis.crypto?.subtle;
  return hex(subtle ? new Uint8Array(await subtle.digest("SHA-256", bytes)) : ownSha256(bytes));
}
