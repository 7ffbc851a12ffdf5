using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Maps;

/// <summary>A feature at a place with the layer it is of.</summary>
internal sealed record FoundFeature(ISeenLayer Layer, SnapshotFeature Feature)
{
    /// <summary>Fields with a value that the caller may see.</summary>
    public IEnumerable<(LayerField Field, string Value)> Values()
    {
        foreach (var field in Layer.Definition.Fields)
        {
            if (Layer.PlaceOf(field.Code) is var place and >= 0 && Feature.Attributes[place] is { } value)
            {
                yield return (field, value);
            }
        }
    }
}

/// <summary>What lies at a place, of what the caller sees; exact on the grid.</summary>
internal static class FeaturesAt
{
    public static Result<IReadOnlyList<FoundFeature>> Find(IReadOnlyList<StyledLayer> layers, GridPoint place, int mostOfEach)
    {
        var found = new List<FoundFeature>();
        foreach (var layer in layers.Select(l => l.Layer))
        {
            var here = 0;
            foreach (var feature in layer.Walk(new GridEnvelope(place.East, place.North, place.East, place.North), long.MinValue))
            {
                if (feature.Error is { } damaged)
                {
                    return damaged;
                }

                if (feature.Value.Shape.Locate(place) >= 0 && here < mostOfEach)
                {
                    found.Add(new FoundFeature(layer, feature.Value));
                    here++;
                }
            }
        }

        return found;
    }
}
