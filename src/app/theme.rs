//! How the window looks: two palettes, spacing wide enough for a gloved finger.

use eframe::egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme, Ui, Visuals,
    style::{ScrollStyle, WidgetVisuals},
    vec2,
};

/// The smallest side of a control that is hit in a hurry, in points.
pub(super) const TOUCH: f32 = 44.0;
/// The height of an ordinary control for a mouse, in points.
const CONTROL: f32 = 30.0;

/// The least height of a control, in points: a finger's where fingers are used.
pub(super) fn control(ui: &Ui) -> f32 {
    ui.spacing().interact_size.y
}

/// The height of a control in a place that is laid out for `points`, or a finger's where fingers are used.
pub(super) fn at_least(points: f32, ui: &Ui) -> f32 {
    if control(ui) < TOUCH { points } else { points.max(TOUCH) }
}

/// Makes controls large enough for a finger, or as small as a mouse needs them.
pub(super) fn fit_to_fingers(ctx: &Context, fingers: bool) {
    let height = if fingers { TOUCH } else { CONTROL };
    // Asked in every frame, and mostly so already: to change a style copies it.
    if ctx.global_style().spacing.interact_size.y != height {
        ctx.all_styles_mut(|style| style.spacing.interact_size.y = height);
    }
}

/// The family of headings and emphasis.
pub(super) fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

/// The colours that egui's own visuals have no name for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Palette {
    /// Behind small pictures of the body.
    pub canvas: Color32,
    /// Panels.
    pub panel: Color32,
    /// Fields and lists inside panels.
    pub sunken: Color32,
    /// Hairlines.
    pub line: Color32,
    /// Ordinary text.
    pub text: Color32,
    /// Captions and units.
    pub weak: Color32,
    /// Examples in empty fields, which nobody may take for what was typed.
    pub hint: Color32,
    /// What is chosen, and the main action.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// The accent as a tint behind chosen rows.
    pub accent_tint: Color32,
    /// Findings.
    pub warning: Color32,
    /// Errors.
    pub error: Color32,
    /// Good news.
    pub good: Color32,
    /// The layers of the skin, told apart by lightness too.
    pub skin: SkinColours,
}

/// What the layers of the skin are drawn in.
#[derive(Clone, Copy, Debug)]
pub(super) struct SkinColours {
    /// The darkest.
    pub epidermis: Color32,
    /// Lighter than the deep dermis.
    pub superficial_dermis: Color32,
    /// Darker than the superficial.
    pub deep_dermis: Color32,
    /// Between the two.
    pub dermis: Color32,
    /// The lightest: fat.
    pub hypodermis: Color32,
    /// Text on the lightest.
    pub ink: Color32,
}

const LIGHT: Palette = Palette {
    canvas: Color32::from_rgb(0xEE, 0xF0, 0xF2),
    panel: Color32::from_rgb(0xFB, 0xFB, 0xFC),
    sunken: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    line: Color32::from_rgb(0xDD, 0xE1, 0xE6),
    text: Color32::from_rgb(0x1C, 0x25, 0x2E),
    weak: Color32::from_rgb(0x5A, 0x66, 0x73),
    hint: Color32::from_rgb(0xA2, 0xAB, 0xB5),
    accent: Color32::from_rgb(0x0B, 0x6E, 0x7F),
    on_accent: Color32::WHITE,
    accent_tint: Color32::from_rgb(0xDC, 0xEF, 0xF2),
    warning: Color32::from_rgb(0x9A, 0x5B, 0x00),
    error: Color32::from_rgb(0xB4, 0x23, 0x18),
    good: Color32::from_rgb(0x1E, 0x7B, 0x4C),
    skin: SkinColours {
        epidermis: Color32::from_rgb(0x84, 0x52, 0x3C),
        superficial_dermis: Color32::from_rgb(0xE6, 0xAD, 0xA2),
        deep_dermis: Color32::from_rgb(0xC4, 0x7D, 0x75),
        dermis: Color32::from_rgb(0xD6, 0x95, 0x8C),
        hypodermis: Color32::from_rgb(0xF6, 0xE4, 0xA6),
        ink: Color32::from_rgb(0x3A, 0x2A, 0x12),
    },
};

const DARK: Palette = Palette {
    canvas: Color32::from_rgb(0x2B, 0x30, 0x36),
    panel: Color32::from_rgb(0x1D, 0x21, 0x26),
    sunken: Color32::from_rgb(0x15, 0x18, 0x1C),
    line: Color32::from_rgb(0x39, 0x40, 0x48),
    text: Color32::from_rgb(0xE6, 0xEA, 0xEE),
    weak: Color32::from_rgb(0xA3, 0xAD, 0xB8),
    hint: Color32::from_rgb(0x65, 0x6E, 0x78),
    accent: Color32::from_rgb(0x3F, 0xB6, 0xC8),
    on_accent: Color32::from_rgb(0x06, 0x20, 0x25),
    accent_tint: Color32::from_rgb(0x17, 0x3D, 0x45),
    warning: Color32::from_rgb(0xF2, 0xB4, 0x5C),
    error: Color32::from_rgb(0xFF, 0x8A, 0x7A),
    good: Color32::from_rgb(0x6F, 0xCF, 0x97),
    skin: SkinColours {
        epidermis: Color32::from_rgb(0x6B, 0x40, 0x30),
        superficial_dermis: Color32::from_rgb(0xC2, 0x8D, 0x83),
        deep_dermis: Color32::from_rgb(0x96, 0x5C, 0x56),
        dermis: Color32::from_rgb(0xAC, 0x75, 0x6C),
        hypodermis: Color32::from_rgb(0xDC, 0xC6, 0x7F),
        ink: Color32::from_rgb(0x3A, 0x2A, 0x12),
    },
};

/// The palette of the theme in force.
pub(super) fn palette(ui: &Ui) -> Palette {
    if ui.visuals().dark_mode { DARK } else { LIGHT }
}

/// Sets both styles; once, at the start.
pub(super) fn install(ctx: &Context) {
    ctx.style_mut_of(Theme::Light, |style| dress(style, &LIGHT, Visuals::light()));
    ctx.style_mut_of(Theme::Dark, |style| dress(style, &DARK, Visuals::dark()));
}

fn dress(style: &mut Style, palette: &Palette, visuals: Visuals) {
    style.text_styles = [
        (TextStyle::Small, FontId::new(11.5, FontFamily::Proportional)),
        (TextStyle::Body, FontId::new(13.5, FontFamily::Proportional)),
        (TextStyle::Button, FontId::new(13.5, FontFamily::Proportional)),
        (TextStyle::Monospace, FontId::new(13.0, FontFamily::Monospace)),
        (TextStyle::Heading, FontId::new(18.0, semibold())),
    ]
    .into();
    style.spacing.item_spacing = vec2(8.0, 6.0);
    style.spacing.button_padding = vec2(10.0, 5.0);
    style.spacing.interact_size = vec2(40.0, CONTROL);
    // A finger hits what it comes near, so that a control of 30 points is a target of 44.
    style.interaction.interact_radius = (TOUCH - CONTROL) / 2.0;
    style.spacing.window_margin = Margin::same(18);
    style.spacing.menu_margin = Margin::same(8);
    style.spacing.combo_height = 320.0;
    style.spacing.icon_width = 18.0;
    style.spacing.icon_width_inner = 10.0;
    style.animation_time = 0.1;
    style.interaction.tooltip_delay = TOOLTIP_DELAY_S;
    style.spacing.scroll = scroll_bars();
    style.visuals = colours(palette, visuals);
}

/// How long the pointer rests before a tooltip opens, in seconds.
const TOOLTIP_DELAY_S: f32 = 0.5;

/// Keeps what lies below a dialog from explaining itself: egui leaves a tooltip open as long as the pointer rests.
pub(super) fn hush_tooltips(ctx: &Context, hushed: bool) {
    const NEVER_S: f32 = 1e6;
    let delay_s = if hushed { NEVER_S } else { TOOLTIP_DELAY_S };
    // Said twice in every frame, and mostly so already: to change a style copies it.
    if ctx.global_style().interaction.tooltip_delay != delay_s {
        ctx.global_style_mut(|style| style.interaction.tooltip_delay = delay_s);
    }
}

/// Always seen where there is more, and beside what they scroll, never over it.
fn scroll_bars() -> ScrollStyle {
    ScrollStyle {
        bar_width: 9.0,
        floating_width: 6.0,
        floating_allocated_width: 11.0,
        foreground_color: true,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        dormant_handle_opacity: 0.3,
        active_handle_opacity: 0.4,
        interact_handle_opacity: 0.7,
        ..ScrollStyle::floating()
    }
}

fn colours(palette: &Palette, base: Visuals) -> Visuals {
    let mut visuals = base;
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.panel;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.extreme_bg_color = palette.sunken;
    visuals.faint_bg_color = palette.canvas.gamma_multiply(0.5);
    visuals.weak_text_color = Some(palette.weak);
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.error;
    visuals.selection.bg_fill = palette.accent_tint;
    visuals.selection.stroke = Stroke::new(1.5, palette.accent);
    visuals.text_cursor.stroke = Stroke::new(2.0, palette.accent);
    let shadow = Shadow { offset: [0, 6], blur: 24, spread: 0, color: Color32::from_black_alpha(50) };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.slider_trailing_fill = true;
    dress_widgets(&mut visuals, palette);
    visuals
}

fn dress_widgets(visuals: &mut Visuals, palette: &Palette) {
    let raised = palette.panel.lerp_to_gamma(palette.line, 0.45);
    let state = |fill: Color32, edge: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, edge),
        fg_stroke: Stroke::new(1.2, text),
        corner_radius: CornerRadius::same(6),
        expansion: 0.0,
    };
    let widgets = &mut visuals.widgets;
    widgets.noninteractive = state(palette.panel, palette.line, palette.text);
    widgets.inactive = state(raised, palette.line, palette.text);
    widgets.hovered = state(raised.lerp_to_gamma(palette.accent, 0.12), palette.accent, palette.text);
    widgets.active = state(palette.accent_tint, palette.accent, palette.text);
    widgets.open = state(raised, palette.accent, palette.text);
}
