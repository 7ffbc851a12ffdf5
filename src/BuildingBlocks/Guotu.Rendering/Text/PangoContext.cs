using System.Collections.Concurrent;
using Guotu.Rendering.Native;

namespace Guotu.Rendering.Text;

/// <summary>
/// A pango context with its own font map, used by one thread at a time. They are kept and lent again, never more than were
/// used at once: pango starts a thread and sorts the installed fonts anew for each font map, which costs more than laying
/// out a page, and does not give all of that memory back.
/// </summary>
internal sealed class PangoContext
{
    private static readonly ConcurrentBag<PangoContext> Idle = [];

    private readonly GObjectHandle _fontMap;

    private PangoContext()
    {
        _fontMap = PangoApi.FontMapNew();
        PangoApi.FontMapSetResolution(_fontMap, 72);
        Handle = PangoApi.CreateContext(_fontMap);
        using var options = CairoApi.UnhintedFontOptions();
        PangoApi.ContextSetFontOptions(Handle, options);
        PangoApi.ContextSetLanguage(Handle, PangoApi.LanguageFromString("zh-cn"));
        PangoApi.ContextSetDirection(Handle, PangoApi.DirectionLeftToRight);
        if (NativeLibraries.Exports(NativeLibraries.Pango, "pango_context_set_round_glyph_positions"))
            PangoApi.ContextSetRoundGlyphPositions(Handle, 0);
    }

    internal GObjectHandle Handle { get; }

    internal static PangoContext Borrow() => Idle.TryTake(out var idle) ? idle : new PangoContext();

    internal static void GiveBack(PangoContext context) => Idle.Add(context);
}
