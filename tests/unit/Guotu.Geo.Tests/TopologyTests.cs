using Guotu.Geo.Areas;
using Guotu.Geo.Geometry;
using Guotu.Geo.Topology;
using Guotu.Kernel.Figures;

namespace Guotu.Geo.Tests;

public sealed class TopologyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void A_clean_coverage_has_no_defect(int n) => Assert.True(Check(Figures.Patches(n, 1), Figures.Box(0, 0, n * 50, n * 50)).IsClean);

    [Fact]
    public void A_long_edge_met_by_two_short_ones_lacks_a_vertex_and_is_neither_gap_nor_overlap()
    {
        var defect = Assert.Single(Check([Figures.Box(0, 0, 100, 100), Figures.Box(100, 0, 200, 33.3333), Figures.Box(100, 33.3333, 200, 100)]).Defects);
        Assert.Equal((TopologyDefectKind.MissingVertex, Figures.At(100, 33.3333), 0m), (defect.Kind, defect.Where, defect.Area.SquareMetres));
        Assert.Equal(1, defect.Features[0]);
    }

    [Fact]
    public void A_hole_filled_by_another_feature_is_clean_and_an_unfilled_one_is_a_gap()
    {
        var ring = Figures.BoxWithHole(0, 0, 100, 100, Figures.BoxRing(20, 20, 40, 40));
        Assert.Empty(Check([ring, Figures.Box(20, 20, 40, 40)]).Defects);
        var gap = Assert.Single(Check([ring]).Defects);
        Assert.Equal((TopologyDefectKind.Gap, 400m), (gap.Kind, gap.Area.SquareMetres));
    }

    [Fact]
    public void A_missing_patch_is_a_gap_of_its_area_between_its_neighbours()
    {
        var patches = Figures.Patches(10, 2);
        var missing = patches[44];
        patches[44] = GridMultiPolygon.Empty;
        var defect = Assert.Single(Check(patches.Where(p => !p.IsEmpty).ToList()).Defects);
        Assert.Equal((TopologyDefectKind.Gap, PlaneArea.Of(missing)), (defect.Kind, defect.Area));
        Assert.Equal(4, defect.Features.Count);
    }

    [Fact]
    public void A_patch_given_twice_is_an_overlap_of_its_area()
    {
        var patches = Figures.Patches(10, 2);
        patches.Add(patches[44]);
        var defect = Assert.Single(Check(patches).Defects);
        Assert.Equal((TopologyDefectKind.Overlap, PlaneArea.Of(patches[44])), (defect.Kind, defect.Area));
    }

    [Fact]
    public void A_patch_laid_over_the_middle_of_another_is_an_overlap()
    {
        var defect = Assert.Single(Check([Figures.Box(0, 0, 100, 100), Figures.Box(30, 30, 50, 50)]).Defects);
        Assert.Equal((TopologyDefectKind.Overlap, 400m), (defect.Kind, defect.Area.SquareMetres));
    }

    [Fact]
    public void A_patch_across_a_border_shows_one_overlap_of_the_whole()
    {
        var report = Check([Figures.Box(0, 0, 100, 100), Figures.Box(100, 0, 200, 100), Figures.Box(90, 40, 110, 60)]);
        Assert.Equal(400m, report.Defects.Where(d => d.Kind == TopologyDefectKind.Overlap).Sum(d => d.Area.SquareMetres));
        Assert.DoesNotContain(report.Defects, d => d.Kind == TopologyDefectKind.Unresolved);
    }

    [Fact]
    public void Two_patches_that_cross_at_their_corners_overlap_in_the_corner()
    {
        var defect = Assert.Single(Check([Figures.Box(0, 0, 100, 100), Figures.Box(90, 90, 150, 150)]).Defects);
        Assert.Equal((TopologyDefectKind.Overlap, 100m), (defect.Kind, defect.Area.SquareMetres));
    }

    [Fact]
    public void A_vertex_moved_by_a_tenth_of_a_millimetre_is_found()
    {
        var patches = Figures.Patches(6, 3);
        var points = patches[14].Polygons[0].Outer.Points;
        var moved = new GridRing(points.SetItem(2, new GridPoint(points[2].East + 1, points[2].North)));
        patches[14] = GridMultiPolygon.Of(new GridPolygon(moved));
        Assert.NotEmpty(Check(patches).Defects);
    }

    [Fact]
    public void A_crossing_figure_is_named_and_leaves_its_ground_open()
    {
        var report = Check([Figures.Box(0, 0, 100, 100), GridMultiPolygon.Of(new GridPolygon(Figures.Ring((200, 0), (210, 0), (200, 10), (210, 11))))]);
        var defect = Assert.Single(report.Defects);
        Assert.Equal(TopologyDefectKind.InvalidFigure, defect.Kind);
        Assert.Equal([2L], defect.Features);
    }

    [Fact]
    public void Ground_short_of_and_beyond_the_boundary_is_found()
    {
        var report = Check([Figures.Box(0, 0, 100, 100), Figures.Box(100, 0, 205, 100)], Figures.Box(0, 0, 200, 110));
        Assert.Equal(
            [(TopologyDefectKind.ShortOfBoundary, 2000m), (TopologyDefectKind.BeyondBoundary, 500m)],
            report.Defects.Select(d => (d.Kind, d.Area.SquareMetres)));
    }

    [Fact]
    public void Every_seeded_defect_is_found_and_nothing_else()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var patches = Figures.Patches(24, seed);
            var expected = new List<(TopologyDefectKind Kind, LegalArea Area)>();
            // Every third row and column, so that no two defects touch.
            for (var row = 1; row < 23; row += 3)
            {
                for (var column = 1; column < 23; column += 3)
                {
                    Seed(patches, (row * 24) + column, random.Next(4), expected);
                }
            }

            var found = Check([.. patches.Where(p => !p.IsEmpty)]).Defects.Select(d => (d.Kind, d.Area));
            Assert.Equal(expected.OrderBy(d => d.Kind).ThenBy(d => d.Area), found.OrderBy(d => d.Kind).ThenBy(d => d.Area));
        }
    }

    private static void Seed(List<GridMultiPolygon> patches, int at, int kind, List<(TopologyDefectKind Kind, LegalArea Area)> expected)
    {
        var area = PlaneArea.Of(patches[at]);
        switch (kind)
        {
            case 0:
                patches[at] = GridMultiPolygon.Empty;
                expected.Add((TopologyDefectKind.Gap, area));
                break;
            case 1:
                patches.Add(patches[at]);
                expected.Add((TopologyDefectKind.Overlap, area));
                break;
            case 2:
                var inner = Shrunk(patches[at].Polygons[0].Outer);
                patches.Add(GridMultiPolygon.Of(new GridPolygon(inner)));
                expected.Add((TopologyDefectKind.Overlap, PlaneArea.Of(inner)));
                break;
            default:
                var hole = Shrunk(patches[at].Polygons[0].Outer);
                patches[at] = GridMultiPolygon.Of(new GridPolygon(patches[at].Polygons[0].Outer, [hole]));
                expected.Add((TopologyDefectKind.Gap, PlaneArea.Of(hole)));
                break;
        }
    }

    /// <summary>A tiny triangle inside the patch, at the middle of a corner that opens inwards.</summary>
    private static GridRing Shrunk(GridRing ring)
    {
        var p = ring.Points;
        var centre = Enumerable.Range(0, 4).Select(i => (A: p[i], B: p[(i + 1) % 4], C: p[(i + 3) % 4]))
            .Select(t => new GridPoint((t.A.East + t.B.East + t.C.East) / 3, (t.A.North + t.B.North + t.C.North) / 3))
            .First(c => ring.Locate(c) > 0);
        return new GridRing([new(centre.East, centre.North), new(centre.East + 7, centre.North + 2), new(centre.East + 3, centre.North + 9)]);
    }

    private static TopologyReport Check(List<GridMultiPolygon> shapes, GridMultiPolygon? boundary = null) =>
        CoverageTopology.Check([.. shapes.Select((s, i) => new CoverageFeature(i + 1, s))], boundary).Value;
}
