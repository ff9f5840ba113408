app_name = "need_checklist"

urlpatterns: list = []
