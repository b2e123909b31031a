/** Scripts in whose ordinary spelling joiners and non-joiners have a meaning. */
const joining =
  /[[\p{L}\p{M}\p{N}]&&[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Nkoo}\p{scx=Mand}\p{scx=Adlm}\p{scx=Rohg}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Tibt}\p{scx=Mymr}\p{scx=Khmr}\p{scx=Java}\p{scx=Bali}\p{scx=Cakm}\p{scx=Newa}\p{scx=Brah}\p{scx=Gran}\p{scx=Tirh}]]/v;
const inWord = /[\p{L}\p{M}\p{N}]/u;
/** Scripts written without spaces, where a zero-width space parts the words. */
const spaceless = /[[\p{L}\p{M}]&&[\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Lana}]]/v;
/** What has standardized variants, symbols that are emoji apart. */
const varied = /[[\p{Sm}--\p{ASCII}]\p{Ideographic}\p{scx=Hani}\p{sc=Mymr}\p{sc=Phag}\p{sc=Mani}\p{sc=Egyp}0]/v;
const ideograph = /\p{Ideographic}/u;
const mongolian = /[\p{sc=Mong}&&\p{L}]/v;
const mark = /\p{M}/u;
const braille = /[\u2801-\u28FF]/;

/** Whether an invisible character is part of the spelling between its neighbours (code points; empty at an edge). */
export function belongsToSpelling(character: string, left: string, right: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x200c || code === 0x200d) return joining.test(left) || (inWord.test(left) && joining.test(right));
  if (code === 0x200b) return spaceless.test(left) && spaceless.test(right);
  if (code === 0x034f) return inWord.test(left) && mark.test(right);
  if (code === 0x115f) return /[\u1161-\u11A7]/.test(right);
  if (code === 0x1160) return /[\u1100-\u115E]/.test(left);
  if (code === 0x2800) return braille.test(left) || braille.test(right);
  if (code >= 0x180b && code <= 0x180f) return mongolian.test(left);
  if (code >= 0xfe00 && code <= 0xfe0d) return varied.test(left);
  if (code >= 0xe0100 && code <= 0xe01ef) return ideograph.test(left);
  return false;
}
