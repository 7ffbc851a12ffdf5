using System.Runtime.CompilerServices;
using System.Text;
using Guotu.Crypto;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Domain;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.ImportLayer;

/// <summary>
/// Compares the features that come in with those that hold, by the layer's key fields: unchanged ones stay as they are,
/// changed ones get a new version under their old id, new ones an id. Stops at the first feature that cannot be stored.
/// </summary>
internal sealed class IncomingContent(LayerDefinition layer, IIdSource ids, IProgress<int>? progress)
{
    private const int ProgressStep = 1000;
    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<long> _changed = [];

    /// <summary>Why nothing may be stored; null while all is well.</summary>
    public Error? Refusal { get; private set; }

    public async Task LearnAsync(IAsyncEnumerable<FeatureRow> rows, CancellationToken ct)
    {
        await foreach (var row in rows.WithCancellation(ct))
        {
            if (AttributeText.TryRead(row.AttributeJson, out var attributes))
            {
                var canonical = CanonicalAttributes.Of(layer, attributes);
                _known[FeatureKey.Of(layer, canonical)] = new Known(row.FeatureId, DigestOf(row.FigureBlob, canonical));
            }
        }
    }

    /// <summary>The versions to be written.</summary>
    public async IAsyncEnumerable<FeatureVersion> VersionsAsync(IAsyncEnumerable<NewFeature> features, [EnumeratorCancellation] CancellationToken ct)
    {
        var line = 0;
        await foreach (var feature in features.WithCancellation(ct))
        {
            line++;
            Refusal = SecretDataMustNotComeIn.Check(line, feature) ?? AttributesMustFitTheFields.Check(line, feature, layer) ?? FigureMustBeValid.Check(line, feature, ct) ?? Twice(line, feature);
            if (Refusal is not null)
            {
                yield break;
            }

            if (VersionOf(feature) is { } version)
            {
                yield return version;
            }

            if (line % ProgressStep == 0)
            {
                progress?.Report(line);
            }
        }

        progress?.Report(line);
    }

    /// <summary>Features whose present versions end: those that changed and those that did not come again.</summary>
    public IReadOnlyList<long> Retired() => [.. _changed, .. _known.Where(k => !_seen.Contains(k.Key)).Select(k => k.Value.FeatureId)];

    private static Sm3Digest DigestOf(byte[] figure, IReadOnlyDictionary<string, string> canonical)
    {
        using var hasher = new Sm3Hasher();
        hasher.Append(figure);
        hasher.Append(Encoding.UTF8.GetBytes(AttributeText.Write(canonical)));
        return hasher.Finish();
    }

    private FeatureVersion? VersionOf(NewFeature feature)
    {
        var (figure, attributes) = (FigureCodec.Encode(feature.Figure), AttributeText.Write(feature.Attributes));
        var canonical = CanonicalAttributes.Of(layer, feature.Attributes);
        if (!_known.TryGetValue(FeatureKey.Of(layer, canonical), out var known))
        {
            return new FeatureVersion(ids.Next(), figure, attributes, feature.Figure.Envelope);
        }

        if (known.Content == DigestOf(figure, canonical))
        {
            return null;
        }

        _changed.Add(known.FeatureId);
        return new FeatureVersion(known.FeatureId, figure, attributes, feature.Figure.Envelope);
    }

    private Error? Twice(int line, NewFeature feature) => _seen.Add(FeatureKey.Of(layer, CanonicalAttributes.Of(layer, feature.Attributes)))
        ? null
        : new Error(OneMapErrors.FieldRefused, ("reason", "与前面的要素重复")) { Line = line, Field = layer.KeyFields[0] };

    private sealed record Known(long FeatureId, Sm3Digest Content);
}
