// Checking an Ed25519 signature (RFC 8032, section 5.1.7): by the browser where it can, else by ourselves.
//
// Only checking, nothing secret: it need not be fast or take the same time always.

import { ownSha512, unhex } from "./hash.mjs";

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

const mod = (number, by = P) => ((number % by) + by) % by;

function power(base, exponent) {
  let result = 1n;
  for (base = mod(base); exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = mod(result * base);
    base = mod(base * base);
  }
  return result;
}

const inverse = number => power(number, P - 2n);
const D = mod(-121665n * inverse(121666n));
const ROOT = power(2n, (P - 1n) / 4n); // a square root of -1
const fromBytes = bytes => bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);

// A point as X:Y:Z:T, with x = X/Z, y = Y/Z, xy = T/Z.
function added([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2)), b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * t1 * t2 * D), d = mod(2n * z1 * z2);
  const e = b - a, f = d - c, g = d + c, h = b + a;
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(point, factor) {
  let result = [0n, 1n, 1n, 0n];
  for (; factor > 0n; factor >>= 1n) {
    if (factor & 1n) result = added(result, point);
    point = added(point, point);
  }
  return result;
}

function pointOf(bytes) {
  const number = fromBytes(bytes), sign = number >> 255n, y = number & (2n ** 255n - 1n);
  if (y >= P) return null;
  const u = mod(y * y - 1n), v = mod(D * y * y + 1n);
  let x = mod(u * power(v, 3n) * power(u * power(v, 7n), (P - 5n) / 8n));
  if (mod(v * x * x) === mod(-u)) x = mod(x * ROOT);
  if (mod(v * x * x) !== u) return null;
  if (x === 0n && sign === 1n) return null;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

const same = ([x1, y1, z1], [x2, y2, z2]) => mod(x1 * z2 - x2 * z1) === 0n && mod(y1 * z2 - y2 * z1) === 0n;

export function ownVerify(key, signature, message) {
  if (key.length !== 32 || signature.length !== 64) return false;
  const a = pointOf(key), r = pointOf(signature.subarray(0, 32)), s = fromBytes(signature.subarray(32));
  if (!a || !r || s >= L) return false;
  const hashed = new Uint8Array(64 + message.length);
  hashed.set(signature.subarray(0, 32));
  hashed.set(key, 32);
  hashed.set(message, 64);
  const k = mod(fromBytes(ownSha512(hashed)), L);
  const y = mod(4n * inverse(5n)), base = pointOf(Uint8Array.from({ length: 32 }, (_, at) => Number((y >> BigInt(8 * at)) & 255n)));
  return same(times(base, s), added(r, times(a, k)));
}

export async function isSigned(keyInHex, signature, message) {
  const key = unhex(keyInHex);
  try {
    const known = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, known, signature, message);
  } catch {
    return ownVerify(key, signature, message);
  }
}
