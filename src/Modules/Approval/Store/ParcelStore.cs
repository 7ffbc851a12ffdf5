using Guotu.ComplianceReview.Contracts;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Figures;

namespace Guotu.Approval.Store;

/// <summary>Parcels of a case as the review computed them (申请地块).</summary>
internal static class ParcelStore
{
    private const string DeleteSql = "DELETE FROM ap_case_parcel WHERE case_id = :p_case";

    private const string InsertSql =
        """
        INSERT INTO ap_case_parcel (case_id, parcel_no, file_number, parcel_name, declared_area, plane_area, ellipsoidal_area,
          min_east, min_north, max_east, max_north, figure_text)
        VALUES (:p_case, :p_no, :p_number, :p_name, :p_declared, :p_plane, :p_ellipsoidal, :p_min_e, :p_min_n, :p_max_e, :p_max_n, :p_figure)
        """;

    private const string ReadSql =
        """
        SELECT parcel_no, file_number, parcel_name, declared_area, plane_area, ellipsoidal_area, figure_text
        FROM ap_case_parcel WHERE case_id = :p_case ORDER BY parcel_no
        """;

    public static async Task ReplaceAsync(IUnitOfWork work, long caseId, IEnumerable<VerdictParcel> parcels, CancellationToken ct)
    {
        await work.ExecuteAsync(DeleteSql, new { p_case = caseId }, ct);
        foreach (var parcel in parcels)
        {
            var box = parcel.Shape.Envelope;
            var arguments = new
            {
                p_case = caseId,
                p_no = parcel.Number,
                p_number = Shortened(parcel.FileNumber, 100),
                p_name = Shortened(parcel.Name, 200),
                p_declared = parcel.DeclaredArea?.TenThousandths,
                p_plane = parcel.PlaneArea,
                p_ellipsoidal = parcel.EllipsoidalArea,
                p_min_e = box.MinEast,
                p_min_n = box.MinNorth,
                p_max_e = box.MaxEast,
                p_max_n = box.MaxNorth,
                p_figure = FigureText.Write(parcel.Shape),
            };
            await work.ExecuteAsync(InsertSql, arguments, ct);
        }
    }

    public static async Task<IReadOnlyList<CaseParcel>> ReadAsync(ISqlSession session, long caseId, CancellationToken ct) =>
        (await session.QueryAsync<ParcelRow>(ReadSql, new { p_case = caseId }, ct)).Select(r => r.Parcel).ToList();

    /// <summary>The file keeps the whole text; the row is for lists and maps.</summary>
    private static string Shortened(string text, int longest) => text.Length <= longest ? text : text[..longest];

    private sealed class ParcelRow
    {
        public int ParcelNo { get; init; }

        public string? FileNumber { get; init; }

        public string? ParcelName { get; init; }

        public long? DeclaredArea { get; init; }

        public LegalArea PlaneArea { get; init; }

        public LegalArea EllipsoidalArea { get; init; }

        public string FigureText { get; init; } = string.Empty;

        public CaseParcel Parcel => new(
            ParcelNo,
            FileNumber ?? string.Empty,
            ParcelName ?? string.Empty,
            DeclaredArea is { } declared ? new LegalArea(declared) : null,
            PlaneArea,
            EllipsoidalArea,
            Store.FigureText.Read(FigureText));
    }
}

/// <summary>A parcel of a case.</summary>
internal sealed record CaseParcel(
    int Number, string FileNumber, string Name, LegalArea? DeclaredArea, LegalArea PlaneArea, LegalArea EllipsoidalArea, GridMultiPolygon Figure);
