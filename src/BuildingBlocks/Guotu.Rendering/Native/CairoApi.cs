using System.Runtime.InteropServices;

namespace Guotu.Rendering.Native;

/// <summary>The part of cairo's C interface that is used here; names follow cairo's own.</summary>
internal static unsafe partial class CairoApi
{
    internal const int StatusSuccess = 0;
    internal const int StatusReadError = 10;
    internal const int StatusWriteError = 11;
    internal const int FormatArgb32 = 0;
    internal const int HintStyleNone = 1;
    internal const int HintMetricsOff = 1;
    internal const int AntialiasGray = 2;
    internal const int ClusterBackward = 1;

    static CairoApi() => NativeLibraries.Register();

    internal enum PdfMetadata
    {
        Title = 0,
        Author = 1,
        Subject = 2,
        Keywords = 3,
        Creator = 4,
        CreateDate = 5,
        ModifyDate = 6,
    }

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_version_string")]
    internal static partial nint VersionString();

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_pdf_surface_create_for_stream")]
    internal static partial SurfaceHandle PdfSurfaceCreate(
        delegate* unmanaged<nint, byte*, uint, int> write, nint closure, double widthPoints, double heightPoints);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_pdf_surface_set_size")]
    internal static partial void PdfSurfaceSetSize(SurfaceHandle surface, double widthPoints, double heightPoints);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_pdf_surface_set_metadata", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void PdfSurfaceSetMetadata(SurfaceHandle surface, PdfMetadata key, string value);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_image_surface_create")]
    internal static partial SurfaceHandle ImageSurfaceCreate(int format, int width, int height);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_image_surface_create_for_data")]
    internal static partial SurfaceHandle ImageSurfaceCreateForData(byte* data, int format, int width, int height, int stride);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_image_surface_create_from_png_stream")]
    internal static partial SurfaceHandle ImageSurfaceCreateFromPng(delegate* unmanaged<nint, byte*, uint, int> read, nint closure);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_image_surface_get_width")]
    internal static partial int ImageSurfaceGetWidth(SurfaceHandle surface);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_image_surface_get_height")]
    internal static partial int ImageSurfaceGetHeight(SurfaceHandle surface);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_image_surface_get_data")]
    internal static partial byte* ImageSurfaceGetData(SurfaceHandle surface);

    /// <summary>Before its pixels are read or written past cairo.</summary>
    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_surface_flush")]
    internal static partial void SurfaceFlush(SurfaceHandle surface);

    /// <summary>After its pixels were written past cairo.</summary>
    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_surface_mark_dirty")]
    internal static partial void SurfaceMarkDirty(SurfaceHandle surface);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_surface_write_to_png_stream")]
    internal static partial int SurfaceWriteToPng(SurfaceHandle surface, delegate* unmanaged<nint, byte*, uint, int> write, nint closure);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_surface_finish")]
    internal static partial void SurfaceFinish(SurfaceHandle surface);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_surface_status")]
    internal static partial int SurfaceStatus(SurfaceHandle surface);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_surface_destroy")]
    internal static partial void SurfaceDestroy(nint surface);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_create")]
    internal static partial ContextHandle Create(SurfaceHandle surface);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_destroy")]
    internal static partial void Destroy(nint context);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_status")]
    internal static partial int Status(ContextHandle context);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_save")]
    internal static partial void Save(ContextHandle context);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_restore")]
    internal static partial void Restore(ContextHandle context);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_show_page")]
    internal static partial void ShowPage(ContextHandle context);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_scale")]
    internal static partial void Scale(ContextHandle context, double x, double y);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_translate")]
    internal static partial void Translate(ContextHandle context, double x, double y);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_rotate")]
    internal static partial void Rotate(ContextHandle context, double radians);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_set_source_rgba")]
    internal static partial void SetSourceRgba(ContextHandle context, double red, double green, double blue, double alpha);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_set_source_surface")]
    internal static partial void SetSourceSurface(ContextHandle context, SurfaceHandle source, double x, double y);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_set_line_width")]
    internal static partial void SetLineWidth(ContextHandle context, double width);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_set_line_cap")]
    internal static partial void SetLineCap(ContextHandle context, int cap);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_set_line_join")]
    internal static partial void SetLineJoin(ContextHandle context, int join);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_set_dash")]
    internal static partial void SetDash(ContextHandle context, double* dashes, int count, double offset);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_set_fill_rule")]
    internal static partial void SetFillRule(ContextHandle context, int rule);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_new_path")]
    internal static partial void NewPath(ContextHandle context);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_move_to")]
    internal static partial void MoveTo(ContextHandle context, double x, double y);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_line_to")]
    internal static partial void LineTo(ContextHandle context, double x, double y);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_curve_to")]
    internal static partial void CurveTo(ContextHandle context, double x1, double y1, double x2, double y2, double x3, double y3);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_close_path")]
    internal static partial void ClosePath(ContextHandle context);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_fill")]
    internal static partial void Fill(ContextHandle context);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_stroke")]
    internal static partial void Stroke(ContextHandle context);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_clip")]
    internal static partial void Clip(ContextHandle context);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_paint")]
    internal static partial void Paint(ContextHandle context);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_push_group")]
    internal static partial void PushGroup(ContextHandle context);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_pop_group_to_source")]
    internal static partial void PopGroupToSource(ContextHandle context);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_paint_with_alpha")]
    internal static partial void PaintWithAlpha(ContextHandle context, double alpha);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_set_font_face")]
    internal static partial void SetFontFace(ContextHandle context, CairoFontFaceHandle face);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_set_font_size")]
    internal static partial void SetFontSize(ContextHandle context, double size);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_set_font_options")]
    internal static partial void SetFontOptions(ContextHandle context, FontOptionsHandle options);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_glyph_path")]
    internal static partial void GlyphPath(ContextHandle context, CairoGlyph* glyphs, int count);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_show_text_glyphs")]
    internal static partial void ShowTextGlyphs(
        ContextHandle context, byte* utf8, int utf8Length, CairoGlyph* glyphs, int glyphCount,
        CairoCluster* clusters, int clusterCount, int flags);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_ft_font_face_create_for_pattern")]
    internal static partial CairoFontFaceHandle FontFaceCreate(FontPatternHandle pattern);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_font_face_destroy")]
    internal static partial void FontFaceDestroy(nint face);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_font_options_create")]
    internal static partial FontOptionsHandle FontOptionsCreate();

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_font_options_destroy")]
    internal static partial void FontOptionsDestroy(nint options);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_font_options_set_hint_style")]
    internal static partial void FontOptionsSetHintStyle(FontOptionsHandle options, int style);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_font_options_set_hint_metrics")]
    internal static partial void FontOptionsSetHintMetrics(FontOptionsHandle options, int metrics);

    [LibraryImport(NativeLibraries.Cairo, EntryPoint = "cairo_font_options_set_antialias")]
    internal static partial void FontOptionsSetAntialias(FontOptionsHandle options, int antialias);

    /// <summary>Options under which metrics do not depend on the output's resolution: one layout serves PDF, OFD and PNG.</summary>
    internal static FontOptionsHandle UnhintedFontOptions()
    {
        var options = FontOptionsCreate();
        FontOptionsSetHintStyle(options, HintStyleNone);
        FontOptionsSetHintMetrics(options, HintMetricsOff);
        FontOptionsSetAntialias(options, AntialiasGray);
        return options;
    }
}

/// <summary><c>cairo_glyph_t</c>: index and baseline position in user units.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CairoGlyph
{
    public nuint Index;
    public double X;
    public double Y;
}

/// <summary><c>cairo_text_cluster_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CairoCluster
{
    public int Bytes;
    public int Glyphs;
}
