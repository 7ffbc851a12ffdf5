using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats;

/// <summary>Chooses the layer of a file that has several: the only one, or the one the user named; never the first of many.</summary>
internal static class LayerChoice
{
    private const int Shown = 20;

    public static T Of<T>(IReadOnlyList<T> layers, Func<T, IEnumerable<string>> names, string? chosen)
        where T : class
    {
        var all = string.Join("、", layers.Take(Shown).Select(l => names(l).First()));
        if (chosen is not null)
        {
            return layers.FirstOrDefault(l => names(l).Contains(chosen, StringComparer.Ordinal))
                ?? throw new FormatFault(new Error(FormatErrors.LayerMissing, ("layer", chosen), ("layers", all)) { Field = "layer", Choices = [.. layers.Select(l => names(l).First())] });
        }

        return layers.Count switch
        {
            0 => throw new FormatFault(new Error(FormatErrors.NoFeatures)),
            1 => layers[0],
            _ => throw new FormatFault(new Error(FormatErrors.LayerNotChosen, ("count", layers.Count), ("layers", all)) { Field = "layer", Choices = [.. layers.Select(l => names(l).First())] }),
        };
    }
}
