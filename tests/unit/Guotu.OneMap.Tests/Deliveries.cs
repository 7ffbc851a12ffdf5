using System.Globalization;
using Guotu.Database;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Tests;

/// <summary>Files as the surveyors deliver them.</summary>
internal static class Deliveries
{
    public static string File(string crs, params NewFeature[] features) =>
        $$"""{"type":"FeatureCollection","crs":{{crs}},"features":[{{string.Join(',', features.Select(Text))}}]}""";

    private static string Text(NewFeature feature)
    {
        var ring = feature.Figure.Polygons[0].Outer.Points;
        var positions = string.Join(',', ring.Append(ring[0]).Select(p => string.Create(CultureInfo.InvariantCulture, $"[{p.EastMetres},{p.NorthMetres}]")));
        var properties = string.Join(',', feature.Attributes.Select(a => $"\"{a.Key}\":\"{a.Value}\""));
        return $$$"""{"type":"Feature","properties":{{{{properties}}}},"geometry":{"type":"Polygon","coordinates":[[{{{positions}}}]]}}""";
    }
}

/// <summary>Files that tests say were uploaded.</summary>
internal sealed class GivenUploads : IStagedUploads
{
    public Dictionary<(long User, string Digest), StagedUpload> Of { get; } = [];

    public Task<Result<StagedUpload>> FindAsync(ISqlSession session, long userId, string digest, CancellationToken ct) => Task.FromResult(
        Of.TryGetValue((userId, digest), out var upload) ? Result<StagedUpload>.Of(upload) : new Error(DatabaseErrors.FileMissing, ("digest", digest)));

    public Task ForgetAsync(IUnitOfWork work, string digest, CancellationToken ct)
    {
        foreach (var named in Of.Keys.Where(k => k.Digest == digest).ToArray())
        {
            Of.Remove(named);
        }

        return Task.CompletedTask;
    }
}
