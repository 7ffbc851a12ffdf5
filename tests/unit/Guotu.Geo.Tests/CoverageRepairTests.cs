using Guotu.Geo.Areas;
using Guotu.Geo.Geometry;
using Guotu.Geo.Topology;
using Guotu.Geo.Topology.Repairs;
using Guotu.Geo.Validity;

namespace Guotu.Geo.Tests;

public sealed class CoverageRepairTests
{
    private static readonly (string Name, Action<SeededCoverage, int> Put, bool Repairs)[] Kinds =
    [
        ("a hole", (c, at) => c.Hole(at), true),
        ("a wedge", (c, at) => c.Wedge(at), true),
        ("a bulge", (c, at) => c.Bulge(at), true),
        ("a patch twice", (c, at) => c.Twice(at), true),
        ("a repeated point", (c, at) => c.RepeatedPoint(at), true),
        ("a spike", (c, at) => c.Spike(at), true),
        ("a touching ring", (c, at) => c.TouchingRing(at), true),
        ("a bare vertex", (c, at) => c.BareVertex(at), true),
        ("a near vertex", (c, at) => c.NearVertex(at), true),
        ("a crossing", (c, at) => c.Crossing(at), false),
        ("a sliver", (c, at) => c.Sliver(at), false),
    ];

    [Fact]
    public void A_clean_coverage_has_no_finding_and_no_proposal()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var plan = CoverageRepairs.Propose(new SeededCoverage(seed).Features, SeededCoverage.Rules).Value;
            Assert.True(plan.Found.IsClean);
            Assert.Empty(plan.Proposals);
        }
    }

    [Fact]
    public void Mixed_defects_are_all_found_and_the_proposals_leave_none_of_the_kinds_they_repair()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            var coverage = new SeededCoverage(seed).With([.. Kinds.Select(k => k.Put)]);
            var plan = CoverageRepairs.Propose(coverage.Features, SeededCoverage.Rules).Value;
            AssertFound(coverage, plan.Found, $"mixed, seed {seed}");
            AssertRepaired(coverage, plan, $"mixed, seed {seed}");
        }
    }

    [Fact]
    public void Every_kind_of_defect_is_found_at_its_place_and_nothing_else_and_its_proposals_repair_it()
    {
        foreach (var (name, put, repairs) in Kinds)
        {
            for (var seed = 1; seed <= 4; seed++)
            {
                var coverage = new SeededCoverage(seed).With(put);
                var plan = CoverageRepairs.Propose(coverage.Features, SeededCoverage.Rules).Value;
                AssertFound(coverage, plan.Found, $"{name}, seed {seed}");
                AssertRepaired(coverage, plan, $"{name}, seed {seed}");
                Assert.Equal(repairs, plan.Proposals.Count > 0);
            }
        }
    }

    [Fact]
    public void Open_ground_goes_to_the_neighbour_with_the_longest_shared_border()
    {
        // A 10 m wide slot between the left feature and the two right ones.
        var plan = Propose(Figures.Box(0, 0, 100, 100), Figures.Box(110, 0, 200, 40), Figures.Box(110, 40, 200, 100), Figures.Box(0, 100, 200, 120), Figures.Box(0, -20, 200, 0));
        var fill = Assert.Single(plan.Proposals, p => p.Kind == RepairKind.FillGap);
        var change = Assert.Single(fill.Changes, c => c.AreaChange.TenThousandths != 0);
        Assert.Equal((1L, 10_000_000L), (change.Feature, change.AreaChange.TenThousandths));
        Assert.Empty(plan.Left);
    }

    [Fact]
    public void Ground_claimed_twice_is_kept_by_the_feature_of_higher_priority()
    {
        var (one, two) = (new CoverageFeature(1, Figures.Box(0, 0, 100, 100)), new CoverageFeature(2, Figures.Box(90, 0, 200, 100)));
        foreach (var (first, loser) in new[] { (one with { Priority = 1 }, 2L), (one with { Priority = -1 }, 1L) })
        {
            var plan = CoverageRepairs.Propose([first, two], SeededCoverage.Rules).Value;
            var proposal = Assert.Single(plan.Proposals, p => p.Kind == RepairKind.CutOverlap);
            var change = Assert.Single(proposal.Changes, c => c.AreaChange.TenThousandths != 0);
            Assert.Equal((RepairKind.CutOverlap, loser, -10_000_000L), (proposal.Kind, change.Feature, change.AreaChange.TenThousandths));
            Assert.Empty(plan.Left);
        }
    }

    [Fact]
    public void A_patch_drawn_across_a_border_is_cut_out_of_both_features_under_it()
    {
        var plan = Propose(Figures.Box(0, 0, 100, 100), Figures.Box(100, 0, 200, 100), Figures.Box(90, 40, 110, 60));
        Assert.Empty(plan.Left);
        var after = CoverageRepairs.Apply([.. Numbered(Figures.Box(0, 0, 100, 100), Figures.Box(100, 0, 200, 100), Figures.Box(90, 40, 110, 60))], plan.Proposals).Value;
        Assert.Equal([9800m, 9800m, 400m], after.Select(f => PlaneArea.Of(f.Shape).SquareMetres));
    }

    [Fact]
    public void A_proposal_is_refused_for_a_figure_that_has_changed_since()
    {
        var coverage = new SeededCoverage(3).With((c, at) => c.Wedge(at));
        var plan = CoverageRepairs.Propose(coverage.Features, SeededCoverage.Rules).Value;
        var changed = coverage.Features.Select(f => f.Id == plan.Proposals[0].Changes[0].Feature ? f with { Shape = Figures.Box(0, 0, 1, 1) } : f).ToList();
        Assert.Equal(GeoErrors.ProposalOutdated, CoverageRepairs.Apply(changed, plan.Proposals).Error!.Code);
    }

    [Fact]
    public void A_figure_that_crosses_itself_gets_no_proposal_and_its_neighbours_do_not_take_its_ground()
    {
        var coverage = new SeededCoverage(5).With((c, at) => c.Crossing(at));
        var plan = CoverageRepairs.Propose(coverage.Features, SeededCoverage.Rules).Value;
        Assert.Empty(plan.Proposals);
        Assert.NotEmpty(plan.Found.Withheld);
        Assert.Equal(plan.Found.Defects.Count + plan.Found.Withheld.Count, plan.Left.Count);
    }

    private static void AssertFound(SeededCoverage coverage, TopologyReport report, string what)
    {
        foreach (var seeded in coverage.Expected)
        {
            Assert.True(report.Defects.Any(d => Shows(d, seeded)), $"{what}: {seeded} not found");
        }

        Assert.All(report.Defects, d => Assert.True(coverage.Expected.Any(s => Shows(d, s)), $"{what}: {d} was not put there"));
    }

    private static bool Shows(TopologyDefect defect, Seeded seeded) =>
        defect.Kind == seeded.Kind && defect.Features.Contains(seeded.Feature) && Meets(defect, seeded.Where);

    private static bool Meets(TopologyDefect defect, GridPoint where)
    {
        var box = (defect.Figure.IsEmpty ? GridEnvelope.Empty : defect.Figure.Envelope).Including(defect.Where);
        return new GridEnvelope(box.MinEast - 20, box.MinNorth - 20, box.MaxEast + 20, box.MaxNorth + 20).Contains(where)
            || defect.Boundary is not null;
    }

    private static void AssertRepaired(SeededCoverage coverage, RepairPlan plan, string what)
    {
        var after = CoverageRepairs.Apply(coverage.Features, plan.Proposals).Value;
        var again = CoverageTopology.Check(after, SeededCoverage.Rules).Value;
        Assert.All(again.Defects, d => Assert.True(
            d.Kind == TopologyDefectKind.Sliver || d.Boundary == BoundaryDefectKind.SelfIntersection,
            $"{what}: {d} is left"));
        Assert.True(coverage.Expected.Count(e => e.Kind == TopologyDefectKind.Sliver) == again.Defects.Count(d => d.Kind == TopologyDefectKind.Sliver), $"{what}: {again.Defects.FirstOrDefault(d => d.Kind == TopologyDefectKind.Sliver)} is new");
        Assert.All(plan.Proposals.SelectMany(p => p.Changes), c => Assert.Equal(PlaneArea.Of(c.After) - PlaneArea.Of(c.Before), c.AreaChange));
    }

    private static RepairPlan Propose(params GridMultiPolygon[] shapes) => CoverageRepairs.Propose([.. Numbered(shapes)], new CoverageRules()).Value;

    private static IEnumerable<CoverageFeature> Numbered(params GridMultiPolygon[] shapes) => shapes.Select((s, i) => new CoverageFeature(i + 1, s));
}
