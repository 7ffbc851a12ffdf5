namespace Guotu.Identity.Contracts;

/// <summary>Codes of the posts that the processes of this build name (岗位代码). Posts themselves are rows.</summary>
public static class PostCodes
{
    public const string WindowClerk = "window-clerk";
    public const string Handler = "handler";
    public const string PlanReviewer = "plan-reviewer";
    public const string FarmlandReviewer = "farmland-reviewer";
    public const string EcologyReviewer = "ecology-reviewer";
    public const string SectionHead = "section-head";
    public const string DeputyDirector = "deputy-director";
    public const string Director = "director";
    public const string IssuingClerk = "issuing-clerk";
    public const string Archivist = "archivist";
    public const string DataEngineer = "data-engineer";
    public const string SystemAdministrator = "sysadmin";
    public const string SecurityAdministrator = "secadmin";
    public const string Auditor = "auditor";
}
