using System.Runtime.CompilerServices;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.ImportLayer;

/// <summary>Gives features made here as the stream that an import takes; it can be enumerated again.</summary>
internal static class FeatureStream
{
    public static async IAsyncEnumerable<NewFeature> AsStream(
        this IEnumerable<NewFeature> features, [EnumeratorCancellation] CancellationToken ct = default)
    {
        foreach (var feature in features)
        {
            ct.ThrowIfCancellationRequested();
            yield return feature;
        }

        await Task.CompletedTask;
    }
}
