using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Areas;
using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.Terrain;
using Guotu.Geo.Validity;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Tests;

/// <summary>Cells become figures that cover them and nothing else, whatever the cells are.</summary>
public sealed class CellAreasTests
{
    private static readonly RasterGrid Grid = new(36_478_000, 3_650_000, 10, 10);

    [Fact]
    public void Any_cells_become_a_valid_figure_of_their_area_that_holds_their_middles_and_no_others()
    {
        var property = Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var (columns, rows, share) = (1 + random.Next(14), 1 + random.Next(14), random.NextDouble());
            var chosen = Enumerable.Range(0, columns * rows).Select(_ => random.NextDouble() < share).ToArray();

            var figure = CellAreas.Of(Grid, columns, chosen, CancellationToken.None);

            Assert.Empty(FigureValidity.Check(figure, CancellationToken.None));
            Assert.Equal(100m * chosen.Count(c => c), PlaneArea.Of(figure).SquareMetres);
            var drawn = Geo.Formats.Parcels.GridFigure.ToNts(figure);
            for (var i = 0; i < chosen.Length; i++)
            {
                var (east, north) = Grid.Middle(i % columns, i / columns);
                Assert.Equal(chosen[i], drawn.Contains(new Point(east, north)));
            }
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), property);
    }

    [Theory]
    [InlineData("#.", 1, 4)]
    [InlineData("###\n#.#\n###", 1, 8)]
    [InlineData("#.\n.#", 2, 8)]
    [InlineData("##.\n#.#\n###", 1, 10)]
    [InlineData(".#.\n#.#\n.#.", 4, 16)]
    [InlineData("..", 0, 0)]
    public void Holes_corners_and_pinched_borders_are_told_apart(string picture, int polygons, int vertices)
    {
        var lines = picture.Split('\n');
        var figure = CellAreas.Of(Grid, lines[0].Length, [.. string.Concat(lines).Select(c => c == '#')], CancellationToken.None);
        Assert.Equal((polygons, vertices), (figure.Polygons.Length, figure.VertexCount));
        Assert.Empty(FigureValidity.Check(figure, CancellationToken.None));
    }
}
