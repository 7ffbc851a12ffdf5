using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Http;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.CompareRevisions;

/// <summary>What changed between two revisions of a layer for one caller.</summary>
/// <param name="Features">The first of what changed, in order of ids; all of it unless <paramref name="More"/>.</param>
/// <param name="More">Whether there are more than are listed.</param>
public sealed record DifferenceView(
    string Layer, string LayerName, RevisionStandView From, RevisionStandView To, int Added, int Removed, int Changed,
    IReadOnlyList<ChangedFeatureView> Features, bool More);

/// <summary>A revision by its number and its date.</summary>
public sealed record RevisionStandView(int Revision, DateOnly AsOf);

/// <summary>A feature that changed.</summary>
/// <param name="Kind"><c>added</c>, <c>removed</c>, <c>changed</c>.</param>
/// <param name="Moved">Whether its figure is another.</param>
/// <param name="Fields">Visible fields whose value is another, with both values; none for one that was added or removed.</param>
/// <param name="Geometry">As it is in the later revision; of one that was removed as it was.</param>
public sealed record ChangedFeatureView(
    long FeatureId, [property: AllowedValues(ChangedFeatureView.Added, ChangedFeatureView.Removed, ChangedFeatureView.Changed)] string Kind, string Label, bool Moved,
    IReadOnlyList<ChangedFieldView> Fields, [property: GeoJson(GeoJsonKind.Geometry)] JsonElement Geometry)
{
    public const string Added = "added";
    public const string Removed = "removed";
    public const string Changed = "changed";
}

/// <summary>A field's Chinese name and its value before and after; null for none.</summary>
public sealed record ChangedFieldView(string Name, string? Before, string? After);

/// <summary>
/// Compares two revisions as a caller sees them (版本对比): a feature that comes into sight or goes out of it was added or removed for this caller; one
/// that changed only in what is hidden did not change.
/// </summary>
internal sealed class SeenDifference(IPublishedLayers published, RevisionComparison comparison)
{
    /// <summary>Features listed; the counts are of all.</summary>
    private const int MostListed = 500;

    /// <summary>Changes that are looked at one by one, for who sees the layer in part.</summary>
    private const int MostLookedAt = 50_000;

    public async Task<Result<DifferenceView>> CompareAsync(Caller caller, string code, (int From, int To) numbers, CancellationToken ct)
    {
        var before = await published.OpenAsync(caller, code, numbers.From, ct);
        var after = await published.OpenAsync(caller, code, numbers.To, ct);
        if ((before.Error ?? after.Error) is { } closed)
        {
            return closed;
        }

        var differing = await comparison.CompareAsync(code, numbers.From, numbers.To, ct);
        if (differing.Error is { } unknown)
        {
            return unknown;
        }

        var ids = differing.Value.Added.Concat(differing.Value.Removed).Concat(differing.Value.Changed).Order().ToList();
        var whole = before.Value.IsWhole && after.Value.IsWhole;
        if (!whole && ids.Count > MostLookedAt)
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "from"), ("reason", $"两版之间有 {ids.Count} 处变化,超过 {MostLookedAt} 处,选相隔近一些的两版"));
        }

        var listed = Listed(before.Value, after.Value, whole ? ids.Take(MostListed + 1) : ids, ct);
        return listed.Map(found => ViewOf(before.Value, after.Value, found, whole ? differing.Value : null));
    }

    private static DifferenceView ViewOf(ISeenLayer before, ISeenLayer after, List<ChangedFeatureView> found, RevisionDifference? whole)
    {
        int Count(string kind) => found.Count(f => f.Kind == kind);
        return new DifferenceView(
            after.Definition.Code, after.Definition.Name, new(before.Revision.Number, before.Revision.AsOf), new(after.Revision.Number, after.Revision.AsOf),
            whole?.Added.Count ?? Count(ChangedFeatureView.Added), whole?.Removed.Count ?? Count(ChangedFeatureView.Removed), whole?.Changed.Count ?? Count(ChangedFeatureView.Changed),
            [.. found.Take(MostListed)], found.Count > MostListed);
    }

    private static Result<List<ChangedFeatureView>> Listed(ISeenLayer before, ISeenLayer after, IEnumerable<long> ids, CancellationToken ct)
    {
        var listed = new List<ChangedFeatureView>();
        foreach (var id in ids)
        {
            ct.ThrowIfCancellationRequested();
            var (was, now) = (before.Find(id), after.Find(id));
            if ((was.Error ?? now.Error) is { } damaged)
            {
                return damaged;
            }

            if (ViewOf((before, was.Value), (after, now.Value)) is { } view)
            {
                listed.Add(view);
            }
        }

        return listed;
    }

    /// <summary>Null where the caller sees no change of it.</summary>
    private static ChangedFeatureView? ViewOf((ISeenLayer Layer, SnapshotFeature? Feature) before, (ISeenLayer Layer, SnapshotFeature? Feature) after)
    {
        if ((after.Feature ?? before.Feature) is not { } shown)
        {
            return null;
        }

        var layer = after.Feature is null ? before.Layer : after.Layer;
        var label = layer.PlaceOf(layer.Definition.LabelField) is var place and >= 0 ? shown.Attributes[place] ?? string.Empty : string.Empty;
        var geometry = FigureGeoJson.ToElement(shown.Shape, layer.Zone);
        if (before.Feature is not { } was || after.Feature is not { } now)
        {
            return new ChangedFeatureView(shown.Id, after.Feature is null ? ChangedFeatureView.Removed : ChangedFeatureView.Added, label, false, [], geometry);
        }

        var (moved, fields) = (!was.Shape.Equals(now.Shape), Fields((before.Layer, was), (after.Layer, now)));
        return moved || fields.Count > 0 ? new ChangedFeatureView(shown.Id, ChangedFeatureView.Changed, label, moved, fields, geometry) : null;
    }

    private static List<ChangedFieldView> Fields((ISeenLayer Layer, SnapshotFeature Feature) before, (ISeenLayer Layer, SnapshotFeature Feature) after)
    {
        var fields = new List<ChangedFieldView>();
        foreach (var field in after.Layer.Definition.Fields)
        {
            var (was, now) = (Value(before, field.Code), Value(after, field.Code));
            if (was != now)
            {
                fields.Add(new ChangedFieldView(field.Name, was, now));
            }
        }

        return fields;
    }

    private static string? Value((ISeenLayer Layer, SnapshotFeature Feature) of, string field) =>
        of.Layer.PlaceOf(field) is var place and >= 0 ? of.Feature.Attributes[place] : null;
}
