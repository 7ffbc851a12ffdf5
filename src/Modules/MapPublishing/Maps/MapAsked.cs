using Guotu.Geo.Geometry;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.MapPublishing.Maps;

/// <summary>Layers open for the caller with the styles asked for, from the lowest.</summary>
internal sealed record StyledLayer(ISeenLayer Layer, MapStyle Style) : IDrawnLayer
{
    public string Code => Layer.Definition.Code;

    public string Name => Layer.Definition.Name;

    public DrawnRevision Revision => new(Layer.Revision.Number, Layer.Revision.AsOf, Layer.Revision.Source, Layer.Revision.DeclaredEmpty is not null);

    public bool IsWhole => Layer.IsWhole;

    public SecurityLabel Label => Layer.Label;

    public string Sight => Layer.Stamp;

    /// <summary>Content, sight and style in one.</summary>
    public string Stamp => Layer.Stamp + "+" + Style.Name + "+" + Layer.Definition.Drawing.Digest;

    public Result DrawOn(ImageCanvas canvas, MapWindow window, CancellationToken ct) => new LayerDrawing(Layer, Style, window).DrawOn(canvas, ct);

    public Result<byte[]> Legend() => LegendPicture.Draw(this);

    public Result<IReadOnlyList<FoundFeature>> FindAt(GridPoint place, int most, CancellationToken ct) => FeaturesAt.Find(Layer, place, most);
}

/// <summary>A picture asked for.</summary>
/// <param name="Ground">Null for a transparent one.</param>
internal sealed record PictureAsked(IReadOnlyList<IDrawnLayer> Layers, MapCrs Crs, MapBox Box, int Width, int Height, Colour? Ground)
{
    /// <summary>Who asks and when, where the county wants that on pictures; part of the key, so that nobody gets a picture with another's name.</summary>
    public string Mark { get; init; } = string.Empty;

    public SecurityLabel Label => Layers.Aggregate(SecurityLabel.Lowest, (joined, l) => joined.Join(l.Label));

    public string Key => PictureCache.KeyOf(
        [.. Layers.Select(l => l.Stamp), Crs.Name, FormattableString.Invariant($"{Box.West:R},{Box.South:R},{Box.East:R},{Box.North:R} {Width}x{Height} {Ground}"), Mark]);
}
