using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Domain;

/// <summary>The values of a layer's key fields as one text: what tells a feature again in a later delivery.</summary>
public static class FeatureKey
{
    private const char Separator = '\u001f';

    public static string Of(LayerDefinition layer, IReadOnlyDictionary<string, string> attributes)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(attributes);
        return string.Join(Separator, layer.KeyFields.Select(f => attributes.TryGetValue(f, out var value) ? value : string.Empty));
    }
}
