using System.Globalization;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Maps;

/// <summary>A feature at a place with the layer it is of.</summary>
/// <param name="Id">Of the feature; of a raster row and column of the cell.</param>
/// <param name="Shape">The figure, or the cell.</param>
/// <param name="Values">Fields with a value that the caller may see.</param>
internal sealed record FoundFeature(
    string Code, string LayerName, int Revision, string Id, GridMultiPolygon Shape, IReadOnlyList<(LayerField Field, string Value)> Values);

/// <summary>What lies at a place, of what the caller sees; exact on the grid.</summary>
internal static class FeaturesAt
{
    public static Result<IReadOnlyList<FoundFeature>> Find(IReadOnlyList<IDrawnLayer> layers, GridPoint place, int mostOfEach, CancellationToken ct)
    {
        var found = new List<FoundFeature>();
        foreach (var layer in layers)
        {
            var here = layer.FindAt(place, mostOfEach, ct);
            if (here.Error is { } damaged)
            {
                return damaged;
            }

            found.AddRange(here.Value);
        }

        return found;
    }

    public static Result<IReadOnlyList<FoundFeature>> Find(ISeenLayer layer, GridPoint place, int most)
    {
        var found = new List<FoundFeature>();
        foreach (var feature in layer.Walk(new GridEnvelope(place.East, place.North, place.East, place.North), long.MinValue))
        {
            if (feature.Error is { } damaged)
            {
                return damaged;
            }

            if (feature.Value.Shape.Locate(place) >= 0 && found.Count < most)
            {
                found.Add(Of(layer, feature.Value));
            }
        }

        return found;
    }

    private static FoundFeature Of(ISeenLayer layer, SnapshotFeature feature)
    {
        var values = new List<(LayerField, string)>();
        foreach (var field in layer.Definition.Fields)
        {
            if (layer.PlaceOf(field.Code) is var place and >= 0 && feature.Attributes[place] is { } value)
            {
                values.Add((field, value));
            }
        }

        return new FoundFeature(
            layer.Definition.Code, layer.Definition.Name, layer.Revision.Number, feature.Id.ToString(CultureInfo.InvariantCulture), feature.Shape, values);
    }
}
