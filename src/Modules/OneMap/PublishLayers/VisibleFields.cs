using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.PublishLayers;

/// <summary>A layer's definition with the fields a caller may know of; a label or class that is hidden is given to no map.</summary>
internal static class VisibleFields
{
    public static LayerDefinition Of(LayerDefinition layer, ILayerSight sight) => sight.IsWhole ? layer : layer with
    {
        Fields = [.. layer.Fields.Where(f => sight.ShowsField(f.Code))],
        LabelField = sight.ShowsField(layer.LabelField) ? layer.LabelField : string.Empty,
        ClassField = layer.ClassField is { } c && sight.ShowsField(c) ? c : null,
        KeyFields = [.. layer.KeyFields.Where(sight.ShowsField)],
        Style = layer.Style.ByField is { } by && !sight.ShowsField(by) ? layer.Style with { ByField = null, Classes = [] } : layer.Style,
    };

    /// <summary>Fields whose values tiles carry: what is drawn and written by them.</summary>
    public static IReadOnlyList<string> OfTiles(LayerDefinition layer) =>
        [.. new[] { layer.LabelField, layer.ClassField, layer.Style.ByField }.OfType<string>().Where(f => f.Length > 0).Distinct(StringComparer.Ordinal)];

    public static string StampOf(ILayerSight sight, LayerRevision revision) => sight.Stamp + "-" + revision.ContentDigest;
}
