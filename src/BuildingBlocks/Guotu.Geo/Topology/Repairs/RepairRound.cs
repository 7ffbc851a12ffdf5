using Guotu.Geo.Geometry;
using Guotu.Geo.Indexing;
using Guotu.Geo.Validity;

namespace Guotu.Geo.Topology.Repairs;

/// <summary>Proposals for the defects of one check, each made on what the ones before it leave.</summary>
internal sealed class RepairRound
{
    private readonly CoverageFeature[] _features;
    private readonly Dictionary<long, int> _placeOf;
    private readonly EnvelopeIndex _index;
    private readonly List<RepairProposal> _proposals = [];
    private readonly int _numbered;
    private readonly CancellationToken _cancellation;

    public RepairRound(IReadOnlyList<CoverageFeature> features, int numbered, CancellationToken cancellation)
    {
        _features = [.. features];
        _placeOf = _features.Select((f, i) => (f.Id, i)).ToDictionary(p => p.Id, p => p.i);
        _index = new EnvelopeIndex([.. _features.Select(f => f.Shape.Envelope)]);
        (_numbered, _cancellation) = (numbered, cancellation);
    }

    public (IReadOnlyList<RepairProposal> Proposals, IReadOnlyList<CoverageFeature> Features) Repair(IReadOnlyList<TopologyDefect> defects)
    {
        foreach (var defect in defects.Where(d => d.Kind == TopologyDefectKind.InvalidFigure))
        {
            RepairFigure(defect);
        }

        var bare = defects.Where(d => d.Kind == TopologyDefectKind.MissingVertex && d.Figure.IsEmpty).ToLookup(d => d.Features[0]);
        foreach (var feature in bare.OrderBy(g => g.Key))
        {
            InsertVertices(feature.Key, [.. feature]);
        }

        foreach (var defect in defects.Where(d => d.Ground != GroundFault.None).OrderByDescending(d => d.Ground).ThenBy(d => d.Where))
        {
            _cancellation.ThrowIfCancellationRequested();
            RepairGround(defect);
        }

        return (_proposals, [.. _features.Where(f => !f.Shape.IsEmpty)]);
    }

    private void RepairFigure(TopologyDefect defect)
    {
        var feature = _features[_placeOf[defect.Features[0]]];
        if (CoverageRepairs.For(defect.Boundary) is { } kind && FigureRepair.Attempt(feature.Shape, _cancellation) is { } sound)
        {
            Take(kind, [defect], [new FigureChange(feature.Id, feature.Shape, sound)]);
        }
    }

    private void InsertVertices(long id, TopologyDefect[] defects)
    {
        var before = _features[_placeOf[id]].Shape;
        var after = VertexInsertion.Into(before, [.. defects.Select(d => d.Where)]);
        if (!after.Equals(before) && FigureValidity.Check(after, _cancellation).Count == 0)
        {
            Take(RepairKind.InsertVertex, defects, [new FigureChange(id, before, after)]);
        }
    }

    private void RepairGround(TopologyDefect defect)
    {
        var box = defect.Figure.Envelope;
        var near = _index.Find(new GridEnvelope(box.MinEast - 1, box.MinNorth - 1, box.MaxEast + 1, box.MaxNorth + 1))
            .Select(i => _features[i]).Where(f => !f.Shape.IsEmpty && FigureValidity.Check(f.Shape, _cancellation).Count == 0).ToArray();
        var repair = new GroundRepair(defect, near);
        if ((defect.Ground == GroundFault.Open ? repair.Fill() : repair.Cut()) is not { } after)
        {
            return;
        }

        var changes = near.Where(f => !after[f.Id].Equals(f.Shape)).Select(f => new FigureChange(f.Id, f.Shape, after[f.Id])).OrderBy(c => c.Feature).ToArray();
        if (changes.Length > 0 && Array.TrueForAll(changes, c => FigureValidity.Check(c.After, _cancellation).Count == 0))
        {
            var kind = defect.Kind == TopologyDefectKind.MissingVertex ? RepairKind.InsertVertex
                : defect.Ground == GroundFault.Open ? RepairKind.FillGap
                : RepairKind.CutOverlap;
            Take(kind, [defect], changes);
        }
    }

    private void Take(RepairKind kind, IReadOnlyList<TopologyDefect> defects, IReadOnlyList<FigureChange> changes)
    {
        _proposals.Add(new RepairProposal(_numbered + _proposals.Count + 1, kind, defects, changes));
        foreach (var change in changes)
        {
            var at = _placeOf[change.Feature];
            _features[at] = _features[at] with { Shape = change.After };
        }
    }
}
