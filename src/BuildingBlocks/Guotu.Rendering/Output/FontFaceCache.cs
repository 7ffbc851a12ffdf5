using Guotu.Rendering.Model;
using Guotu.Rendering.Native;

namespace Guotu.Rendering.Output;

/// <summary>cairo faces of one output, opened from the very files that the layout recorded.</summary>
internal sealed class FontFaceCache : IDisposable
{
    private readonly Dictionary<FontFace, CairoFontFaceHandle> _faces = [];

    public void Dispose()
    {
        foreach (var face in _faces.Values)
            face.Dispose();
        _faces.Clear();
    }

    internal CairoFontFaceHandle Open(FontFace face)
    {
        if (_faces.TryGetValue(face, out var known))
            return known;
        using var pattern = FontconfigApi.PatternCreate();
        _ = FontconfigApi.PatternAddString(pattern, "file", face.File);
        _ = FontconfigApi.PatternAddInteger(pattern, "index", face.Index);
        _ = FontconfigApi.PatternAddBool(pattern, "embolden", face.Emboldened ? 1 : 0);
        return _faces[face] = CairoApi.FontFaceCreate(pattern);
    }
}
