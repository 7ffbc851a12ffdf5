using Guotu.Hosting.Callers;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.ListLayers;

/// <summary>A layer that may be an input, with what its parameters choose from.</summary>
/// <param name="ClassField">Field of the classes; null for layers without.</param>
/// <param name="Classes">Values of that field that the style knows.</param>
public sealed record AnalysisLayerView(
    string Code, string Name, int Revision, DateOnly AsOf, IReadOnlyList<AnalysisChoiceView> Fields, string? ClassField, IReadOnlyList<AnalysisChoiceView> Classes);

/// <summary>A value and its Chinese name.</summary>
public sealed record AnalysisChoiceView(string Code, string Name);

/// <summary>Layers that the caller sees; hidden fields are not told.</summary>
internal sealed class AnalysisLayers(IPublishedLayers published)
{
    public async Task<IReadOnlyList<AnalysisLayerView>> ListAsync(Caller caller, CancellationToken ct) =>
        [.. (await published.ListAsync(caller, ct)).Where(l => l.Definition.Geometry == "polygon").Select(View)];

    private static AnalysisLayerView View(PublishedLayer layer)
    {
        var definition = layer.Definition;
        return new AnalysisLayerView(
            definition.Code,
            definition.Name,
            layer.Revision.Number,
            layer.Revision.AsOf,
            [.. definition.Fields.Select(f => new AnalysisChoiceView(f.Code, f.Name))],
            definition.Style.ByField ?? definition.ClassField,
            [.. definition.Style.Classes.Select(c => new AnalysisChoiceView(c.Value, c.Label))]);
    }
}
