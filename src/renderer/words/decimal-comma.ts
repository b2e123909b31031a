/** For number fields: a comma is a decimal point, as half of the world writes it; by itself a field would drop it. */
export const decimalComma = { allowedDecimalSeparators: [".", ","] };
