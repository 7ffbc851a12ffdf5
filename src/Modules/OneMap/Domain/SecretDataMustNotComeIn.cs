using Guotu.Geo.Formats;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Domain;

/// <summary>
/// Data that carries a secrecy mark (涉密数据) does not come into this network: looked for in the file's name, in the source that is stated and in every
/// attribute. The refusal is recorded like any act; nothing of the data is.
/// </summary>
public static class SecretDataMustNotComeIn
{
    /// <param name="names">Names of the file and of its source.</param>
    public static Error? Check(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.Any(SecrecyMark.IsInName) ? new Error(SecrecyErrors.SecretMark) : null;
    }

    /// <summary>A feature as it stands in its file, before it is one of a layer.</summary>
    public static Error? Check(int line, Feature feature, FeatureSchema schema)
    {
        ArgumentNullException.ThrowIfNull(feature);
        ArgumentNullException.ThrowIfNull(schema);
        var place = feature.Values.TakeWhile(v => v is not string text || !SecrecyMark.IsIn(text)).Count();
        return place < feature.Values.Count ? new Error(SecrecyErrors.SecretMark) { Line = line, Field = schema.Fields[place].Name } : null;
    }

    /// <summary>Names the line and the field, not what stands there.</summary>
    public static Error? Check(int line, NewFeature feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        foreach (var (field, value) in feature.Attributes)
        {
            if (SecrecyMark.IsIn(value))
            {
                return new Error(SecrecyErrors.SecretMark) { Line = line, Field = field };
            }
        }

        return null;
    }
}
