import { z } from "zod";

const atMost = (bound: number) => `must be at most ${bound.toLocaleString("en")}`;

/** Numbers that a person enters, each with what is wrong with it in words that follow a field's name. */
export const number = () => z.number("must be a number");
export const whole = () => number().int("must be a whole number");
/** 0 to 1. */
export const share = () => number().min(0, "must be a share from 0 to 1").max(1, "must be a share from 0 to 1");
export const notNegative = (schema: z.ZodNumber, max: number) =>
  schema.min(0, "must not be negative").max(max, atMost(max));
export const positive = (max: number) => number().gt(0, "must be more than 0").max(max, atMost(max));
export const between = (schema: z.ZodNumber, min: number, max: number) =>
  schema.min(min, `must be at least ${min.toLocaleString("en")}`).max(max, atMost(max));
/** 1 or more. */
export const count = (max: number) => between(whole(), 1, max);
