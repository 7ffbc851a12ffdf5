using Guotu.Geo.Crs;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Maps;
using Guotu.OneMap.Contracts;
using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.MapPublishing.Print;

/// <summary>The county's towns in a small box with the map's place in red (位置示意图), of what the person sees of the towns.</summary>
internal sealed class CountyInset(ISeenLayer towns, GaussKrugerProjection projection)
{
    private const double Border = 1.04;
    private const double LeastMark = 1.2;

    public Result<IReadOnlyList<PageShape>> Draw(BoxMm place, MapBox map, CancellationToken ct)
    {
        var totals = towns.Totals(ct);
        if (totals.Error is { } unread)
        {
            return unread;
        }

        if (totals.Value.Envelope.IsEmpty || place.Width <= 0 || place.Height <= 0)
        {
            return Result<IReadOnlyList<PageShape>>.Of([]);
        }

        var envelope = totals.Value.Envelope;
        var (west, south) = (envelope.MinEast / 10_000.0, envelope.MinNorth / 10_000.0);
        var (width, height) = (envelope.Width / 10_000.0, envelope.Height / 10_000.0);
        var metres = Math.Max(width / place.Width, height / place.Height) * Border;
        var (cx, cy) = (west + (width / 2), south + (height / 2));
        var box = new MapBox(cx - (metres * place.Width / 2), cy - (metres * place.Height / 2), cx + (metres * place.Width / 2), cy + (metres * place.Height / 2));
        var canvas = new PageCanvas(place);
        var crs = MapCrs.All(towns.Zone).Single(c => c.Space == MapSpace.Zone);
        var window = new MapWindow(crs, box, place.Width, place.Height, projection) { Denominator = metres * 1000 };
        if (new LayerDrawing(towns, Quiet(towns.Definition.Drawing.Default), window).DrawOn(canvas, ct).Error is { } undrawn)
        {
            return undrawn;
        }

        return canvas.Finish().Map(drawn => (IReadOnlyList<PageShape>)[drawn, Mark(place, box, map)]);
    }

    /// <summary>Without names and casings: thin lines that a small box can hold.</summary>
    private static MapStyle Quiet(MapStyle style) => style with
    {
        Rules =
        [
            .. style.Rules.Select(r => r with { Symbolizers = [.. r.Symbolizers.OfType<LineSymbolizer>().TakeLast(1).Select(l => new LineSymbolizer(l.Stroke with { Width = 0.7 }))] })
                .Where(r => r.Symbolizers.Count > 0),
        ],
    };

    private static ClipShape Mark(BoxMm place, MapBox box, MapBox map)
    {
        var scale = place.Width / box.Width;
        var (width, height) = (Math.Max(LeastMark, map.Width * scale), Math.Max(LeastMark, map.Height * scale));
        var middle = new PointMm(place.X + ((((map.West + map.East) / 2) - box.West) * scale), place.Y + ((box.North - ((map.South + map.North) / 2)) * scale));
        var mark = new PathShape(PagePath.Rectangle(new BoxMm(middle.X - (width / 2), middle.Y - (height / 2), width, height)))
        {
            Fill = new FillStyle(new Colour(0xB3, 0x26, 0x1E, 40)),
            Stroke = new StrokeStyle(Colour.Parse("#B3261E"), 0.4),
        };
        return new ClipShape(PagePath.Rectangle(place), [mark]);
    }
}
