using Microsoft.EntityFrameworkCore.Migrations;

namespace SupportKit.EntityFrameworkCore.Migrations;

internal partial class Initial
{
    // The order of a database's language does not keep words together that begin alike, so a range of them would be no index range.
    static partial void ForEngine(MigrationBuilder migrationBuilder)
    {
        if (DatabaseEngine.IsPostgres(migrationBuilder.ActiveProvider))
            migrationBuilder.Sql(
                $"alter table supportkit_search_terms alter column term type text collate \"{SupportKitModel.Ordinal}\""
            );
    }
}
