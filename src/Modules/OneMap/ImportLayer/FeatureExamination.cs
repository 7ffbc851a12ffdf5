using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Domain;

namespace Guotu.OneMap.ImportLayer;

/// <summary>
/// Holds every feature of a file against the rules of its layer and keeps what is refused, the first so many of it (不合格清单). Memory grows with the keys
/// of the file's features.
/// </summary>
internal sealed class FeatureExamination(LayerDefinition layer, IProgress<int>? progress) : IFeatureExamination
{
    /// <summary>Refusals that are kept; all are counted.</summary>
    public const int MostListed = 500;

    private const int ProgressStep = 100;
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly List<Error> _refusals = [];
    private Error? _secret;

    /// <summary>Features told so far.</summary>
    public int Examined { get; private set; }

    /// <summary>Features of them that may not be stored.</summary>
    public int Refused { get; private set; }

    /// <summary>In the order of the file; a feature may be refused for its fields and for its figure.</summary>
    public IReadOnlyList<Error> Refusals => _refusals;

    /// <summary>A secrecy mark is told before anything else that is wrong.</summary>
    public Error? Refusal => _secret is not null ? _secret : Refused == 0 ? null : new Error(OneMapErrors.FeaturesRefused, ("count", Refused), ("total", Examined));

    public void Examine(int line, Result<NewFeature> feature, CancellationToken ct)
    {
        Examined++;
        var found = feature.Error is { } broken ? [broken with { Line = line }] : Breaches(line, feature.Value, ct).ToList();
        if (found.Count > 0)
        {
            Refused++;
            _refusals.AddRange(found.Take(MostListed - _refusals.Count));
        }

        if (line % ProgressStep == 0)
        {
            progress?.Report(line);
        }
    }

    private IEnumerable<Error> Breaches(int line, NewFeature feature, CancellationToken ct)
    {
        if (SecretDataMustNotComeIn.Check(line, feature) is { } secret)
        {
            _secret ??= secret;
            yield return secret;
        }

        if (AttributesMustFitTheFields.Check(line, feature, layer) is { } field)
        {
            yield return field;
        }

        if (FigureMustBeValid.Check(line, feature, ct) is { } figure)
        {
            yield return figure;
        }

        if (!_keys.Add(FeatureKey.Of(layer, CanonicalAttributes.Of(layer, feature.Attributes))))
        {
            yield return new Error(OneMapErrors.FieldRefused, ("reason", "与前面的要素重复")) { Line = line, Field = layer.KeyFields[0] };
        }
    }
}
