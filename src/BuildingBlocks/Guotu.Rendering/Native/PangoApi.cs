using System.Runtime.InteropServices;

namespace Guotu.Rendering.Native;

/// <summary>The part of pango's C interface that is used here.</summary>
internal static unsafe partial class PangoApi
{
    /// <summary>Pango units in one device unit (PANGO_SCALE).</summary>
    internal const int UnitsPerDevice = 1024;
    internal const int WrapWordOrCharacter = 2;
    internal const int DirectionLeftToRight = 0;

    /// <summary>PANGO_GLYPH_EMPTY: takes part in the layout, draws nothing.</summary>
    internal const uint GlyphEmpty = 0x0FFFFFFF;

    /// <summary>PANGO_GLYPH_UNKNOWN_FLAG: no font has the character; the other bits are its code point.</summary>
    internal const uint GlyphUnknown = 0x10000000;

    static PangoApi() => NativeLibraries.Register();

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_version_string")]
    internal static partial nint VersionString();

    [LibraryImport(NativeLibraries.PangoCairo, EntryPoint = "pango_cairo_font_map_new")]
    internal static partial GObjectHandle FontMapNew();

    [LibraryImport(NativeLibraries.PangoCairo, EntryPoint = "pango_cairo_font_map_set_resolution")]
    internal static partial void FontMapSetResolution(GObjectHandle fontMap, double dotsPerInch);

    [LibraryImport(NativeLibraries.PangoCairo, EntryPoint = "pango_cairo_context_set_font_options")]
    internal static partial void ContextSetFontOptions(GObjectHandle context, FontOptionsHandle options);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_font_map_create_context")]
    internal static partial GObjectHandle CreateContext(GObjectHandle fontMap);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_context_set_language")]
    internal static partial void ContextSetLanguage(GObjectHandle context, nint language);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_context_set_base_dir")]
    internal static partial void ContextSetDirection(GObjectHandle context, int direction);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_context_set_round_glyph_positions")]
    internal static partial void ContextSetRoundGlyphPositions(GObjectHandle context, int round);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_language_from_string", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint LanguageFromString(string tag);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_font_description_new")]
    internal static partial FontDescriptionHandle FontDescriptionNew();

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_font_description_free")]
    internal static partial void FontDescriptionFree(nint description);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_font_description_set_family", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void FontDescriptionSetFamily(FontDescriptionHandle description, string families);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_font_description_set_weight")]
    internal static partial void FontDescriptionSetWeight(FontDescriptionHandle description, int weight);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_font_description_set_absolute_size")]
    internal static partial void FontDescriptionSetAbsoluteSize(FontDescriptionHandle description, double size);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_attr_list_new")]
    internal static partial AttributeListHandle AttributeListNew();

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_attr_list_insert")]
    internal static partial void AttributeListInsert(AttributeListHandle list, PangoAttribute* attribute);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_attr_list_unref")]
    internal static partial void AttributeListUnref(nint list);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_attr_font_desc_new")]
    internal static partial PangoAttribute* FontDescriptionAttribute(FontDescriptionHandle description);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_attr_letter_spacing_new")]
    internal static partial PangoAttribute* LetterSpacingAttribute(int units);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_attr_foreground_new")]
    internal static partial PangoAttribute* ForegroundAttribute(ushort red, ushort green, ushort blue);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_layout_new")]
    internal static partial GObjectHandle LayoutNew(GObjectHandle context);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_layout_set_text")]
    internal static partial void LayoutSetText(GObjectHandle layout, byte* utf8, int length);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_layout_set_width")]
    internal static partial void LayoutSetWidth(GObjectHandle layout, int units);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_layout_set_indent")]
    internal static partial void LayoutSetIndent(GObjectHandle layout, int units);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_layout_set_wrap")]
    internal static partial void LayoutSetWrap(GObjectHandle layout, int wrap);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_layout_set_auto_dir")]
    internal static partial void LayoutSetAutomaticDirection(GObjectHandle layout, int automatic);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_layout_set_attributes")]
    internal static partial void LayoutSetAttributes(GObjectHandle layout, AttributeListHandle attributes);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_layout_get_unknown_glyphs_count")]
    internal static partial int LayoutGetUnknownGlyphs(GObjectHandle layout);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_layout_get_iter")]
    internal static partial LayoutIteratorHandle LayoutGetIterator(GObjectHandle layout);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_layout_iter_free")]
    internal static partial void LayoutIteratorFree(nint iterator);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_layout_iter_next_run")]
    internal static partial int LayoutIteratorNextRun(LayoutIteratorHandle iterator);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_layout_iter_get_run_readonly")]
    internal static partial PangoRun* LayoutIteratorGetRun(LayoutIteratorHandle iterator);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_layout_iter_get_line_readonly")]
    internal static partial PangoLine* LayoutIteratorGetLine(LayoutIteratorHandle iterator);

    [LibraryImport(NativeLibraries.Pango, EntryPoint = "pango_layout_iter_get_run_extents")]
    internal static partial void LayoutIteratorGetRunExtents(LayoutIteratorHandle iterator, PangoRectangle* ink, PangoRectangle* logical);
}

[StructLayout(LayoutKind.Sequential)]
internal struct PangoRectangle
{
    public int X;
    public int Y;
    public int Width;
    public int Height;
}

[StructLayout(LayoutKind.Sequential)]
internal struct PangoAttribute
{
    public nint Class;
    public uint Start;
    public uint End;
}

/// <summary><c>PangoGlyphItem</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PangoRun
{
    public PangoItem* Item;
    public PangoGlyphString* Glyphs;
}

/// <summary><c>PangoItem</c> with the public head of its <c>PangoAnalysis</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PangoItem
{
    public int Offset;
    public int Length;
    public int Characters;
    public nint ShapeEngine;
    public nint LanguageEngine;
    public nint Font;
    public byte Level;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PangoGlyphString
{
    public int Count;
    public PangoGlyph* Glyphs;
    public int* Clusters;
}

[StructLayout(LayoutKind.Sequential)]
internal struct PangoGlyph
{
    public uint Index;
    public int Width;
    public int OffsetX;
    public int OffsetY;
    public uint Attributes;
}

/// <summary>The public head of <c>PangoLayoutLine</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PangoLine
{
    public nint Layout;
    public int StartIndex;
    public int Length;
}
