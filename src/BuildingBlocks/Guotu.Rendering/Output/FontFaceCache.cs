using System.Collections.Concurrent;
using Guotu.Rendering.Model;
using Guotu.Rendering.Native;

namespace Guotu.Rendering.Output;

/// <summary>
/// cairo faces opened from the very files that the layout recorded, one each for the whole process: cairo keeps what it scaled of a face that was
/// given back, and where pages and pictures took turns it kept some of each for good. As many as the machine has fonts in use; cairo locks them.
/// </summary>
internal sealed class FontFaceCache
{
    private readonly ConcurrentDictionary<FontFace, Lazy<CairoFontFaceHandle>> _faces = new();

    private FontFaceCache()
    {
    }

    public static FontFaceCache Shared { get; } = new();

    internal CairoFontFaceHandle Open(FontFace face) => _faces.GetOrAdd(face, f => new Lazy<CairoFontFaceHandle>(() => Opened(f))).Value;

    private static CairoFontFaceHandle Opened(FontFace face)
    {
        using var pattern = FontconfigApi.PatternCreate();
        _ = FontconfigApi.PatternAddString(pattern, "file", face.File);
        _ = FontconfigApi.PatternAddInteger(pattern, "index", face.Index);
        _ = FontconfigApi.PatternAddBool(pattern, "embolden", face.Emboldened ? 1 : 0);
        return CairoApi.FontFaceCreate(pattern);
    }
}
