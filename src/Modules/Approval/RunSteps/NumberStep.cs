using System.Globalization;
using Guotu.Approval.Domain;
using Guotu.Approval.ListMatters;
using Guotu.Approval.Store;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Approval.RunSteps;

/// <summary>取号: a pre-number by the county's rule until the supervision system's number is entered; and the code for verification.</summary>
internal sealed class NumberStep(NumberSeries numbers, MatterCatalogue matters, CertificateStore certificates, CountySettings county, IIdSource ids, IRandomSource random) : ICaseStep
{
    public string Key => StepKeys.Number;

    public async Task<Result<string>> RunAsync(IUnitOfWork work, CaseRow row, CancellationToken ct)
    {
        var decided = row.DecidedUtc ?? throw new InvalidOperationException($"Case {row.CaseId} takes a number without a decision");
        if (await CertificateStore.OfCaseAsync(work, row.CaseId, ct) is { } known)
        {
            return $"证书号 {known.CertificateNumber}";
        }

        var matter = matters.Of(row.MatterCode);
        var issued = decided.LocalDate;
        var year = issued.Year.ToString(CultureInfo.InvariantCulture);
        var serial = await numbers.NextAsync(work, $"certificate/{matter.Certificate.Letters}/{year}", ct);
        if (serial.Error is { } noNumber)
        {
            return noNumber;
        }

        var number = CertificateNumberMustHaveItsForm.Compose(matter.Certificate, county.Code, issued.Year, serial.Value);
        var certificate = new CertificateRow
        {
            CertificateId = ids.Next(),
            CaseId = row.CaseId,
            CertificateNumber = number,
            VerifyCode = VerifyCodes.New(random),
            ProjectName = row.ProjectName,
            KindCode = matter.Code,
            IssuedOn = issued,
            ValidUntil = issued.AddYears(matter.Certificate.ValidityYears),
        };
        return (await certificates.InsertAsync(work, certificate, ct)).Error is { } refused ? refused : $"取预编号 {number}";
    }
}

/// <summary>Codes for verification (查验码): twenty characters that cannot be guessed and are easy to read out.</summary>
internal static class VerifyCodes
{
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int Length = 20;

    public static string New(IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[Length];
        random.Fill(bytes);
        Span<char> code = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
        {
            code[i] = Letters[bytes[i] % Letters.Length];
        }

        return new string(code);
    }
}
