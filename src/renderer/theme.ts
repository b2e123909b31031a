import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const systemFont = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif";

/** Cool greys from the lightest text to the deepest ground, in place of Mantine's warm ones. */
const dark: MantineColorsTuple = [
  "#dfe2e8",
  "#c3c8d1",
  "#a3a9b4",
  "#7b828f",
  "#3a404c",
  "#2b303a",
  "#14161b",
  "#16181d",
  "#121418",
  "#0d0f12",
];

export const theme = createTheme({
  colors: { dark },
  primaryColor: "indigo",
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: "sm",
  fontFamily: systemFont,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  headings: { fontFamily: systemFont, fontWeight: "600" },
  respectReducedMotion: true,
  components: {
    // A header within a dialog would count as a second banner of the page.
    ModalHeader: { defaultProps: { component: "div" } },
    Anchor: { defaultProps: { underline: "always" } },
    Button: { defaultProps: { size: "xs" } },
    TextInput: { defaultProps: { size: "xs" } },
    PasswordInput: { defaultProps: { size: "xs" } },
    NumberInput: { defaultProps: { size: "xs", clampBehavior: "none" } },
    Select: { defaultProps: { size: "xs", allowDeselect: false } },
    MultiSelect: { defaultProps: { size: "xs" } },
    TagsInput: { defaultProps: { size: "xs" } },
    Textarea: { defaultProps: { size: "xs" } },
    Switch: { defaultProps: { size: "sm" } },
    Badge: { defaultProps: { tt: "none" } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
  },
});

/** Mantine's own dimmed and error texts are too pale for small print. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#565d66",
    "--mantine-color-error": "#c22525",
    "--mantine-color-placeholder": "#6b727b",
    "--mantine-color-text": "#1b1e24",
  },
  dark: {
    "--mantine-color-body": "#16181d",
    "--mantine-color-text": "#dfe2e8",
    "--mantine-color-dimmed": "#a3a9b4",
    "--mantine-color-error": "#ff8f8f",
    "--mantine-color-placeholder": "#8d94a0",
    "--mantine-color-default": "#1d2027",
    "--mantine-color-default-hover": "#262a33",
    "--mantine-color-default-border": "#3a404c",
  },
});
