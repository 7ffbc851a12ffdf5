using Guotu.OneMap.Contracts;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.MapPublishing.Maps;

/// <summary>Layers open for the caller with the styles asked for, from the lowest.</summary>
internal sealed record StyledLayer(ISeenLayer Layer, MapStyle Style)
{
    /// <summary>Content, sight and style in one.</summary>
    public string Stamp => Layer.Stamp + "+" + Style.Name + "+" + Layer.Definition.Drawing.Digest;
}

/// <summary>A picture asked for.</summary>
/// <param name="Ground">Null for a transparent one.</param>
internal sealed record PictureAsked(IReadOnlyList<StyledLayer> Layers, MapCrs Crs, MapBox Box, int Width, int Height, Colour? Ground)
{
    public string Key => PictureCache.KeyOf(
        [.. Layers.Select(l => l.Stamp), Crs.Name, FormattableString.Invariant($"{Box.West:R},{Box.South:R},{Box.East:R},{Box.North:R} {Width}x{Height} {Ground}")]);
}
