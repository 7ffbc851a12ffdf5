using System.Collections.Frozen;
using System.Text;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Geo.StoredRasters;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.Rendering.MapStyles;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Guotu.OneMap.Rasters;

/// <summary>The catalogue's raster files with the revisions of the database. A file that says something unknown stops the start.</summary>
internal sealed class RasterCatalogue(IUnitsOfWork units, RasterTable table) : IRasterCatalogue
{
    private static readonly IReadOnlyList<RasterDefinition> Files = [.. Texts("rasters/").Select(t => Parse(t.Text))];
    private static readonly FrozenDictionary<string, RasterDefinition> ByCode = Files.ToFrozenDictionary(d => d.Code, StringComparer.Ordinal);

    public IReadOnlyList<RasterDefinition> Definitions => Files;

    public RasterDefinition? Find(string rasterCode) => ByCode.GetValueOrDefault(rasterCode);

    public async Task<IReadOnlyList<RasterState>> StatesAsync(DateOnly onDate, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var rows = await table.AllCurrentAsync(session, Files, ct);
        return [.. Files.Select(d => rows.TryGetValue(d.Code, out var row) && row is null
            ? new RasterState(d, null, false) { Damaged = true }
            : StateOf(d, row?.ToRevision(), onDate))];
    }

    public async Task<Result<IReadOnlyList<RasterRevision>>> RevisionsAsync(string rasterCode, CancellationToken ct)
    {
        if (Find(rasterCode) is not { } definition)
        {
            return Result<IReadOnlyList<RasterRevision>>.Of([]);
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return (await table.OfRasterAsync(session, definition, ct)).Map<IReadOnlyList<RasterRevision>>(rows => [.. rows.Select(r => r.ToRevision())]);
    }

    private static RasterState StateOf(RasterDefinition definition, RasterRevision? current, DateOnly onDate) =>
        new(definition, current, current is not null && definition.MaxAgeDays is { } days && onDate > current.AsOf.AddDays(days));

    private static RasterDefinition Parse(string text)
    {
        var file = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<RasterYaml>(text);
        var drawing = RasterStyleReader.Read(Texts("raster-styles/").Single(s => s.Name == file.Code + ".sld").Text);
        return drawing.Layer != file.Code
            ? throw new FormatException($"The style of {file.Code} says it is of {drawing.Layer}")
            : new RasterDefinition
            {
                Code = file.Code,
                Name = file.Name,
                Category = file.Category,
                Kind = file.Kind switch
                {
                    "elevation" => RasterKind.Elevation,
                    "imagery" => RasterKind.Imagery,
                    _ => throw new FormatException($"{file.Code} is neither elevation nor imagery"),
                },
                MaxAgeDays = file.MaxAgeDays,
                Drawing = drawing,
            };
    }

    private static IEnumerable<(string Name, string Text)> Texts(string folder)
    {
        var assembly = typeof(RasterCatalogue).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            yield return (name[folder.Length..], reader.ReadToEnd());
        }
    }

    private sealed class RasterYaml
    {
        public string Code { get; init; } = string.Empty;

        public string Name { get; init; } = string.Empty;

        public List<string> Category { get; init; } = [];

        public string Kind { get; init; } = string.Empty;

        public int? MaxAgeDays { get; init; }
    }
}
